import ControlSocket
import PromptControl
import PromptService

/// Where a daemon's control socket is, for the daemon and for those who ask it.
enum ControlPlace {
    /// The name of the socket that the service manager binds, if it does.
    static let socketName = "control"

    /// What went wrong, for a person.
    static func text(_ error: any Error) -> String {
        switch error as? ControlError {
        case .noDaemon: "nobody listens there"
        case .notAllowed: "this user must not use it"
        case .tooLate: "no answer came in time"
        case .garbled(let why): "what came is not understood: \(why)"
        case .broken(let why): why
        case nil: "\(error)"
        }
    }
}

extension Settings {
    /// The path of the control socket.
    ///
    /// - Throws: `ExitError` if it is too long for a socket.
    func controlPath() throws(ExitError) -> String {
        let path = try self.text(.control) == nil ? self.standardControlPath() : self.socket(.control)
        guard path.utf8.count <= ControlServer.longestPath else {
            throw ExitError(
                .configuration,
                """
                the control socket's path has \(path.utf8.count) bytes, and a socket has room for \
                \(ControlServer.longestPath): \(path); set a shorter one by \(SettingKey.control.places)
                """
            )
        }
        return path
    }

    private func standardControlPath() throws(ExitError) -> String {
        try self.folder(.state) + "/" + WorkFolders.controlSocket
    }
}

import Foundation
import PromptCore
import PromptFiles
import PromptService

/// The three folders, by their real paths.
struct DataFolders: Equatable {
    let inbox: String
    let outbox: String
    let state: String

    /// Makes what is missing, unless promptd has worked there before, and refuses folders that lie in one another.
    ///
    /// A folder that is missing later is one that is not mounted, and not one to be filled. In one another, promptd would
    /// take its own results for prompts, or show its journal to everybody. The state folder is closed to others if it was
    /// open.
    init(inbox: String, outbox: String, state: String) throws(ExitError) {
        // It holds every prompt; nobody else needs to read it.
        self.state = try Self.realPath(.state, state, mode: 0o700)
        let isNew = !FileManager.default.fileExists(atPath: "\(self.state)/journal.sqlite")
        self.inbox = try Self.realPath(.inbox, inbox, mode: nil, makes: isNew)
        self.outbox = try Self.realPath(.outbox, outbox, mode: nil, makes: isNew)
        let all = [("inbox", self.inbox), ("outbox", self.outbox), ("state", self.state)]
        for (name, path) in all {
            for (otherName, other) in all where otherName != name && (other == path || other.hasPrefix(path + "/")) {
                throw ExitError(
                    .configuration,
                    "\(otherName) (\(other)) lies in \(name) (\(path)); give each a folder of its own, side by side"
                )
            }
        }
        try Self.close(self.state)
    }

    /// Takes the state folder away from everybody but its owner, if it was made before and left open.
    ///
    /// Only one that is promptd's: somebody may have given a folder that others work with, such as /tmp.
    private static func close(_ path: String) throws(ExitError) {
        let files = FileManager.default
        do {
            guard let mode = try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int else {
                throw CocoaError(.fileReadUnknown)
            }
            guard mode & 0o077 != 0 else { return }
            let names = try files.contentsOfDirectory(atPath: path)
            guard Self.isOwn(path, names) else {
                throw ExitError(
                    .configuration,
                    """
                    state (\(path)) is open to others and holds other things than promptd's; give it a folder of its own, or \
                    run chmod 700 on this one
                    """
                )
            }
            // Without the bits for user and group: a service may be forbidden to set them.
            try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        } catch let error as ExitError {
            throw error
        } catch let error as CocoaError where error.code == .fileWriteVolumeReadOnly {
            // Nothing is going to be written there either; the daemon says so as the trouble with a disk that it is.
        } catch {
            throw ExitError(
                .configuration,
                """
                state (\(path)) is open to others, who could read every prompt, and cannot be closed \
                (\(SystemReason.text(error))); have its owner run chmod 700 on it, or give another folder
                """
            )
        }
    }

    /// Whether nothing but promptd's seems to be in the folder at `path`, and it is no place of everybody's.
    static func isOwn(_ path: String, _ names: [String]) -> Bool {
        guard !["/tmp", "/var/tmp", "/dev/shm", "/run/lock"].contains(path) else { return false }
        // The root of a disk of its own has a folder for what a check finds.
        return names.contains("journal.sqlite") || names.allSatisfy { $0 == "lost+found" || WorkFolders.isState($0) }
    }

    /// Counted as work there: whoever waits for the start is told which of them does not answer.
    private static func realPath(
        _ place: Blocking.Place,
        _ path: String,
        mode: Int?,
        makes: Bool = true
    ) throws(ExitError) -> String {
        try Blocking.counted(place) { () throws(ExitError) in
            try Self.realPath(place.rawValue, path, mode: mode, makes: makes)
        }
    }

    private static func realPath(
        _ name: String,
        _ path: String,
        mode: Int?,
        makes: Bool
    ) throws(ExitError) -> String {
        let url = URL(filePath: path, directoryHint: .isDirectory)
        do {
            let attributes = mode.map { [FileAttributeKey.posixPermissions: $0] }
            if makes {
                try FileManager.default.createDirectory(
                    at: url,
                    withIntermediateDirectories: true,
                    attributes: attributes
                )
            }
        } catch {
            throw ExitError(
                .configuration,
                "\(name) (\(path)) is not a folder and cannot be made one: \(SystemReason.text(error))"
            )
        }
        let real = url.resolvingSymlinksInPath().path(percentEncoded: false)
        return real.count > 1 && real.hasSuffix("/") ? String(real.dropLast()) : real
    }
}

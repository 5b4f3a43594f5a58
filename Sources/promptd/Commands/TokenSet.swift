import ArgumentParser
import Foundation
import PromptCore
import PromptFiles
import RunComfy

struct TokenSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Stores the API token for the service.",
        discussion: """
            Reads it from standard input, or asks for it on a terminal. It is stored where the service manager hands it to \
            the service, readable for root alone, unless the API refuses it. A service that runs takes it when it is \
            restarted.

            Exit codes: 0 stored, 65 no token, 74 it cannot be stored, 77 the API refuses it.
            """
    )

    @Option(help: "Where it is stored.", completion: .file())
    var file = TokenSource.store

    @Flag(help: "Store it without asking the API whether it takes it.")
    var offline = false

    @OptionGroup(title: "Settings")
    var options: TokenOptions

    func run() async throws {
        do {
            try await self.set(ProcessInfo.processInfo.environment)
        } catch {
            throw error.exit()
        }
    }

    private func set(_ environment: [String: String]) async throws(ExitError) {
        let text = try Self.read()
        let token: AccessToken
        do {
            token = try AccessToken(text)
        } catch {
            throw ExitError(.badData, "\(error.message) Nothing was stored")
        }
        let settings = try self.options.settings(environment: environment)
        let trial = self.offline ? nil : try await TokenTrial.run(token, settings, environment: environment)
        if case .refused(let why) = trial {
            throw ExitError(
                .noPermission,
                "the API at \(try settings.endpoint()) does not take this token: \(why) Nothing was stored"
            )
        }
        try Self.store(text, in: self.file)
        try Terminal.print("The token is in \(self.file), for root alone.")
        switch trial {
        case .taken: try Terminal.print("The API takes it.")
        case .unknown(let why): try Terminal.print("The API could not be asked about it: \(SingleLine.text(why))")
        case .refused, nil: break
        }
        try Terminal.print("A service that runs takes it when it is restarted: systemctl restart promptd")
    }

    /// More than a token has.
    private static let limit = 64 << 10

    private static func read() throws(ExitError) -> String {
        do {
            let bytes =
                isatty(STDIN_FILENO) == 1
                ? try Self.ask() : try FileHandle.standardInput.read(upToCount: Self.limit) ?? Data()
            return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch let error as ExitError {
            throw error
        } catch {
            throw ExitError(.inputOutput, "cannot read the token: \(SystemReason.text(error))")
        }
    }

    /// Reads one line that the terminal does not show.
    private static func ask() throws -> Data {
        var shown = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &shown) == 0 else { throw CocoaError(.fileReadUnknown) }
        var hidden = shown
        // Ctrl-C must not end the program here, and leave a terminal that shows nothing: it ends the line.
        hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
        hidden.c_lflag |= tcflag_t(ECHONL)
        Self.setLineEnd(Self.interrupt, &hidden)
        guard unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else { throw CocoaError(.fileReadUnknown) }
        defer { _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
        Terminal.complain("Paste the API token from your profile at runcomfy.com; it is not shown. Then press Enter.")
        let line = FileHandle.standardInput.availableData
        guard !line.contains(Self.interrupt) else { throw ExitError(.badData, "interrupted; nothing was stored") }
        return line
    }

    /// What Ctrl-C sends.
    private static let interrupt: UInt8 = 3

    private static func setLineEnd(_ byte: UInt8, _ settings: inout termios) {
        unsafe withUnsafeMutableBytes(of: &settings.c_cc) { unsafe $0[Int(VEOL)] = byte }
    }

    /// Puts the token into the file, whole or not at all.
    private static func store(_ text: String, in path: String) throws(ExitError) {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        // From its first byte on it is nobody else's.
        umask(0o077)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ExitError(.inputOutput, "cannot make the folder \(folder): \(Self.advice(error))")
        }
        guard let name = FileName(Array(url.lastPathComponent.utf8)) else {
            throw ExitError(.inputOutput, "\(path) names no file")
        }
        do {
            try OpenDirectory(at: folder).replace(name, with: Array("\(text)\n".utf8), .all)
        } catch {
            throw ExitError(.inputOutput, "cannot store the token: \(Self.advice(error))")
        }
    }

    private static func advice(_ error: any Error) -> String {
        let message = (error as? FileError)?.description ?? SystemReason.text(error)
        return geteuid() == 0 ? message : "\(message) It needs root: sudo promptd token set"
    }
}

import Foundation
import PromptCore
import PromptFiles
import PromptService

/// The three folders, by their real paths.
struct DataFolders: Equatable {
    let inbox: String
    let outbox: String
    let state: String

    /// Makes what is missing, and refuses folders that lie in one another: promptd would take its own results for
    /// prompts, or show its journal to everybody.
    init(inbox: String, outbox: String, state: String) throws(ExitError) {
        self.inbox = try Self.realPath("inbox", inbox, mode: nil)
        self.outbox = try Self.realPath("outbox", outbox, mode: nil)
        // It holds every prompt; nobody else needs to read it.
        self.state = try Self.realPath("state", state, mode: 0o700)
        let all = [("inbox", self.inbox), ("outbox", self.outbox), ("state", self.state)]
        for (name, path) in all {
            for (otherName, other) in all where otherName != name && (other == path || other.hasPrefix(path + "/")) {
                throw ExitError(
                    .configuration,
                    "\(otherName) (\(other)) lies in \(name) (\(path)); give each a folder of its own, side by side"
                )
            }
        }
    }

    private static func realPath(_ name: String, _ path: String, mode: Int?) throws(ExitError) -> String {
        let url = URL(filePath: path, directoryHint: .isDirectory)
        do {
            let attributes = mode.map { [FileAttributeKey.posixPermissions: $0] }
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: attributes)
        } catch {
            throw ExitError(
                .configuration,
                "\(name) (\(path)) is not a folder and cannot be made one: \(error.localizedDescription)"
            )
        }
        let real = url.resolvingSymlinksInPath().path(percentEncoded: false)
        return real.count > 1 && real.hasSuffix("/") ? String(real.dropLast()) : real
    }
}

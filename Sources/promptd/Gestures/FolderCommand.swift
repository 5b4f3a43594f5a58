import Foundation
import PromptCore
import PromptFiles
import PromptService

/// What a command asks for by the inbox itself, as anybody could on the share, when no daemon can be asked.
struct FolderCommand {
    let inbox: InboxFolder
    /// The prompt, as its owner calls it.
    let path: PromptPath

    /// How long is waited for what comes of it.
    static let patience = Duration.seconds(30)

    init(_ path: PromptPath, settings: Settings) throws(ExitError) {
        self.inbox = InboxFolder(path: try settings.folder(.inbox))
        self.path = path
    }

    /// The prompt that is meant by `hero`, `campaign/hero`, `campaign/hero.failed.json`, or the file's whole path.
    static func path(_ name: String, inbox: String? = nil) throws(ExitError) -> PromptPath {
        var text = name[...]
        if let inbox {
            let folder = inbox.hasSuffix("/") ? inbox : inbox + "/"
            if text.hasPrefix(folder) { text = text.dropFirst(folder.count) }
        }
        for state in PromptFileState.allCases where text.lowercased().hasSuffix(state.suffix) {
            text = text.dropLast(state.suffix.count)
            break
        }
        guard let path = PromptPath(bytes: Array(text.utf8)) else {
            throw ExitError(
                .badData,
                "\"\(name)\" is no prompt's name; give it as it stands in the inbox, such as sunset"
            )
        }
        return path
    }

    /// The request that is meant.
    static func requestID(_ text: String) throws(ExitError) -> RequestID {
        guard let requestID = RequestID(text) else {
            throw ExitError(.badData, "\"\(text)\" cannot be a request's id; copy it from the vendor's page")
        }
        return requestID
    }

    /// What an explanation says, in one line.
    static func message(in explanation: [UInt8]) -> String {
        do {
            return try JSONValue.parse(explanation)["error"]?["message"]?.stringValue ?? "it was not adopted"
        } catch {
            return "it was not adopted"
        }
    }

    /// The prompt's folder, in words, for one that has no file there.
    var place: String {
        let folder = self.path.folder.map(\.description).joined(separator: "/")
        return folder.isEmpty ? self.inbox.path : "\(self.inbox.path)/\(folder)"
    }

    /// Runs `body`, and ends the program with what a person can do if it fails.
    func trying<Value>(_ body: () throws(FileError) -> Value) throws(ExitError) -> Value {
        do {
            return try body()
        } catch {
            throw ExitError(.inputOutput, error.description)
        }
    }

    /// Whether a daemon seems to be there that will answer.
    var isAttended: Bool {
        StatusFile.isAlive(inbox: self.inbox.path, at: Date(), host: ProcessInfo.processInfo.hostName)
    }

    /// Waits until the daemon has answered; `nil` if none seems to run, or it takes longer than half a minute.
    func answer<Value>(_ look: () throws(FileError) -> Value?) async throws(ExitError) -> Value? {
        guard self.isAttended else { return nil }
        let end = ContinuousClock.now + Self.patience
        var lookedAt = ContinuousClock.now
        while ContinuousClock.now < end {
            if let found = try self.trying(look) { return found }
            if ContinuousClock.now - lookedAt > .seconds(1) {
                guard self.isAttended else { return nil }
                lookedAt = .now
            }
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                return nil
            }
        }
        return nil
    }
}

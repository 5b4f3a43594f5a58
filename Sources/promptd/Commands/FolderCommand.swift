import Foundation
import PromptCore
import PromptFiles
import PromptService

/// What a command asks of the daemon through the inbox, as any program on the share could: by a file or a rename.
struct FolderCommand {
    private let inbox: InboxFolder
    /// The prompt, as its owner calls it.
    let path: PromptPath

    /// Takes `hero`, `campaign/hero` or `campaign/hero.failed.json` for the prompt's name.
    init(_ name: String, settings: Settings) throws(ExitError) {
        self.inbox = InboxFolder(path: try settings.folder(.inbox))
        self.path = try Self.path(name)
    }

    /// The prompt that is meant by its name, with or without the suffix of a state.
    static func path(_ name: String) throws(ExitError) -> PromptPath {
        var text = name[...]
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

    /// The prompt's folder in the inbox.
    func folder() throws(ExitError) -> OpenDirectory {
        do {
            return try self.inbox.folder(of: self.path)
        } catch {
            throw ExitError(.inputOutput, error.description)
        }
    }

    /// Whether the prompt has a file in the given state.
    func has(_ state: PromptFileState, in folder: OpenDirectory) throws(ExitError) -> Bool {
        try self.status(state, in: folder) != nil
    }

    /// The prompt's file in the given state; `nil` if there is none.
    func status(_ state: PromptFileState, in folder: OpenDirectory) throws(ExitError) -> FileStatus? {
        try self.trying { () throws(FileError) in try folder.status(self.path.fileName(state)) }
    }

    /// Runs `body`, and ends the program with what a person can do if it fails.
    func trying<Value>(_ body: () throws(FileError) -> Value) throws(ExitError) -> Value {
        do {
            return try body()
        } catch {
            throw ExitError(.inputOutput, error.description)
        }
    }

    /// Waits until the daemon has answered; `nil` if none seems to run, or it takes longer than half a minute.
    func answer<Value>(_ look: () throws(ExitError) -> Value?) async throws(ExitError) -> Value? {
        guard StatusFile.isAlive(inbox: self.inbox.path, at: Date()) else { return nil }
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            if let found = try look() { return found }
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                return nil
            }
        }
        return nil
    }
}

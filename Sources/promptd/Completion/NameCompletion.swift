import ArgumentParser
import Foundation
import PromptCore
import PromptFiles
import PromptService

/// The names of prompts that a shell offers while a command line is typed: of those that the command can be meant for.
///
/// It never takes long: an inbox that does not answer has none.
enum NameCompletion {
    /// Which prompts a command is for.
    enum Kind: Sendable {
        /// Those that wait or are being worked on.
        case underWay
        /// Those that have failed.
        case failed
        /// All that the inbox knows.
        case any
    }

    static func kind(_ kind: Kind) -> CompletionKind {
        .custom { words, _, prefix in self.names(kind, words, prefix, ProcessInfo.processInfo.environment) }
    }

    /// More than anybody looks through.
    private static let mostNames = 500
    private static let mostFolders = 200

    /// The names that begin with `prefix`, in their order; `words` are those of the command line.
    static func names(
        _ kind: Kind,
        _ words: [String],
        _ prefix: String,
        _ environment: [String: String]
    ) -> [String] {
        Completion.soon(prefix) { self.names(kind, words, environment) }
    }

    private static func names(_ kind: Kind, _ words: [String], _ environment: [String: String]) -> [String] {
        do {
            let inbox = try Settings(Completion.options(words), environment: environment).folder(.inbox)
            var names = Set(try self.files(kind, inbox))
            if kind != .failed { names.formUnion(self.jobs(inbox)) }
            return names.sorted()
        } catch {
            // A shell has no place for messages.
            return []
        }
    }

    /// The jobs under way, by the daemon's word.
    private static func jobs(_ inbox: String) -> [String] {
        do {
            guard case .array(let jobs) = try JSONValue.parse(try StatusFile.read(inbox: inbox))["jobs"] else {
                return []
            }
            return jobs.compactMap { $0["name"]?.stringValue }.filter(Completion.isPlain)
        } catch {
            return []
        }
    }

    /// The prompts by their files: those of the inbox first, then those of its folders.
    private static func files(_ kind: Kind, _ inbox: String) throws(FileError) -> [String] {
        var names: [String] = []
        var folders: [[FileName]] = [[]]
        let root = try OpenDirectory(at: inbox)
        var next = 0
        while next < folders.count, names.count < self.mostNames {
            let path = folders[next]
            next += 1
            guard let entries = self.entries(path, root) else { continue }
            for entry in entries where names.count < self.mostNames {
                switch InboxName(entry) {
                case .file(let stem, let state) where self.fits(state, kind):
                    names.append(PromptPath(folder: path, stem: stem).description)
                default:
                    if folders.count < self.mostFolders, self.isFolder(entry, path, root) {
                        folders.append(path + [entry])
                    }
                }
            }
        }
        return names.filter(Completion.isPlain)
    }

    private static func entries(_ path: [FileName], _ root: OpenDirectory) -> [FileName]? {
        do { return try root.directory(path).entries() } catch { return nil }
    }

    private static func isFolder(_ name: FileName, _ path: [FileName], _ root: OpenDirectory) -> Bool {
        // Nearly every file has a dot, and a look at each would take its time.
        guard !InboxName.isJunkFolder(name), !name.bytes.contains(UInt8(ascii: ".")) else { return false }
        do { return try root.directory(path).status(name)?.kind == .directory } catch { return false }
    }

    private static func fits(_ state: PromptFileState, _ kind: Kind) -> Bool {
        switch (kind, state) {
        case (_, .error), (_, .adopt): false
        case (.underWay, .prompt), (.underWay, .working), (.failed, .failed), (.any, _): true
        case (.underWay, _), (.failed, _): false
        }
    }
}

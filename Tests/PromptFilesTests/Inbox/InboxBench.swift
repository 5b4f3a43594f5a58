import Foundation
import InMemoryLogging
import Logging
import PromptCore
import PromptTesting

@testable import PromptFiles

/// An inbox that is looked at only when the test says so, with a clock that the test moves on.
///
/// Files settle after a minute, so that none does by itself while a test runs.
final class InboxBench {
    static let settle = Duration.seconds(60)
    static let grace = Duration.seconds(600)
    static let scanInterval = Duration.seconds(100_000)
    static let blindScanInterval = Duration.seconds(5)
    static let valid = #"{"text": "a red boat"}"#

    /// Holds `inbox`, and `outside` for files that are to be renamed in.
    let folder: TemporaryFolder
    let inbox: Inbox
    private let logs = InMemoryLogHandler()
    private var offset = Duration.zero

    /// `path` is the inbox as it is configured; the folder `inbox` if there is none.
    init(_ folder: TemporaryFolder? = nil, path: String? = nil) throws {
        let folder = try folder ?? TemporaryFolder()
        if !folder.exists("inbox") { try folder.makeFolder("inbox") }
        try folder.makeFolder("outside")
        self.folder = folder
        let logs = self.logs
        self.inbox = try Inbox(
            InboxFolder(path: path ?? folder.path(of: "inbox")),
            .init(
                settling: SettlingRule(settle: Self.settle, grace: Self.grace),
                scanInterval: Self.scanInterval,
                blindScanInterval: Self.blindScanInterval,
                rules: PromptRules()
            ),
            logger: Logger(label: "test") { _ in logs }
        )
    }

    /// Looks once, `after` more time on the inbox's clock.
    ///
    /// - Returns: how long it would wait for the next look if nothing happened.
    @discardableResult
    func look(after: Duration = .zero, wall: Date = Date()) throws -> Duration {
        self.offset += after
        let now = ContinuousClock.now + self.offset
        return try self.inbox.pass(now: now, wall: wall) - now
    }

    /// Goes on when the kernel's clock for files has, which moves by some milliseconds at a time.
    func tick() throws {
        let (folder, name) = (try OpenDirectory(at: self.folder.path), FileName(fixed: "tick"))
        try self.folder.write("", to: "tick")
        let before = try folder.status(name)?.changed
        repeat { try self.folder.write("x", to: "tick") } while try folder.status(name)?.changed == before
    }

    /// Writes a file into the inbox in place, as `cp` does.
    func drop(_ name: String, _ content: String = InboxBench.valid) throws {
        try self.folder.write(content, to: "inbox/\(name)")
    }

    /// Renames a complete file into the inbox.
    func arrive(_ name: String, _ content: String = InboxBench.valid) throws {
        try self.folder.write(content, to: "outside/arriving")
        try self.folder.rename("outside/arriving", to: "inbox/\(name)")
    }

    func rename(_ old: String, to new: String) throws {
        try self.folder.rename("inbox/\(old)", to: "inbox/\(new)")
    }

    func remove(_ name: String) throws {
        try self.folder.remove("inbox/\(name)")
    }

    func take(at date: Date = Date()) -> ReadyPrompt? {
        self.inbox.take(at: date) { _ in true }
    }

    /// Takes all there is, in order, by their files' paths.
    func takeAll(at date: Date = Date()) -> [String] {
        var taken: [String] = []
        while let prompt = self.take(at: date) {
            let names = prompt.path.folder + [prompt.fileName]
            taken.append(names.map(\.description).joined(separator: "/"))
        }
        return taken
    }

    /// Drops a prompt that is ready at once, and takes it.
    func taken(_ name: String, _ content: String = InboxBench.valid) throws -> ReadyPrompt {
        try self.arrive(name, content)
        try self.look()
        guard let prompt = self.take() else { throw NotTaken(name: name) }
        return prompt
    }

    struct NotTaken: Error {
        let name: String
    }

    var summary: Inbox.Summary { self.inbox.summary(at: Date()) }

    /// The files named in the log as not taken, in order.
    var filesNamedInLog: [String] {
        self.logs.entries.filter { $0.message == "file not taken" }.compactMap { $0.metadata["file"]?.description }
    }
}

extension Inbox {
    /// Claims as the daemon does.
    func claim(_ path: PromptPath, hint: FileName?, content: [UInt8]?) throws(FileError) -> InboxFolder.Claim {
        try self.folder.claim(path, hint: hint, content: content, onGiveBack: self.willGiveBack)
    }
}

extension Inbox.Summary {
    /// Why files are not taken, by their paths.
    var notes: [String: String] {
        let notes = self.notTaken.folders.flatMap { folder, notes in
            notes.reasons.map { (InboxFolder.text(folder, $0.key), $0.value) }
        }
        return Dictionary(uniqueKeysWithValues: notes)
    }
}

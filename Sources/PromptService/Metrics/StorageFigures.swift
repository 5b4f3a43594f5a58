import Dispatch
import PromptCore
import PromptFiles
import Synchronization

/// How much room there is on the disks, and how much the journal takes.
///
/// A disk that hangs keeps one thread, and nobody who asks: what was known last is told then.
final class StorageFigures: Sendable {
    struct Sizes: Equatable, Sendable {
        /// By folder; one that cannot be asked is left out.
        var freeBytes: [String: Int64] = [:]
        /// The journal with its log; `nil` if it cannot be looked at.
        var journalBytes: Int64?
    }

    private struct State {
        var sizes = Sizes()
        var isLooking = false
    }

    private let folders: [(name: String, path: String)]
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "promptd.figures")

    init(_ settings: DaemonSettings) {
        self.folders = [("inbox", settings.inbox), ("outbox", settings.outbox), ("state", settings.state)]
        self.state = Mutex(State())
    }

    /// The sizes now, or as they were last if a disk does not answer soon.
    func now() async -> Sizes {
        let isFree = self.state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        if isFree {
            let (answers, continuation) = AsyncStream<Void>.makeStream()
            self.queue.async {
                let sizes = Self.look(self.folders)
                self.state.withLock { $0 = State(sizes: sizes) }
                continuation.finish()
            }
            self.patience.asyncAfter(deadline: .now() + Self.longest) { continuation.finish() }
            for await _ in answers {}
        }
        return self.state.withLock { $0.sizes }
    }

    private let patience = DispatchQueue(label: "promptd.figures.patience")
    private static let longest = DispatchTimeInterval.milliseconds(500)

    private static func look(_ folders: [(name: String, path: String)]) -> Sizes {
        var sizes = Sizes()
        for (name, path) in folders {
            // Who works with the folder says what is wrong with it.
            guard let folder = Self.ifPossible({ () throws(FileError) in try OpenDirectory(at: path) }) else {
                continue
            }
            sizes.freeBytes[name] = Self.ifPossible { () throws(FileError) in try folder.freeBytes() }
            guard name == "state" else { continue }
            let files = [WorkFolders.journalName, Self.log].compactMap { file in
                Self.ifPossible { () throws(FileError) in try folder.status(file)?.size } ?? nil
            }
            sizes.journalBytes = files.isEmpty ? nil : files.reduce(0, +)
        }
        return sizes
    }

    private static let log = FileName(fixed: "journal.sqlite-wal")

    private static func ifPossible<Value>(_ body: () throws(FileError) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            return nil
        }
    }
}

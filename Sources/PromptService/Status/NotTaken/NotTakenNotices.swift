import Foundation
import Logging
import PromptCore
import PromptFiles
import Synchronization

/// Keeps `PROMPTD HAS NOT TAKEN THESE.txt` in the folders concerned, each as long as there is something to say.
///
/// One write a folder and change, a bounded number at a time. A folder in which nothing can be put is told of in the
/// nearest one above, and looked at again after a while. What a crash has left is found by the inbox's scan.
final class NotTakenNotices: Sendable {
    /// What a notice says.
    private struct Content: Equatable {
        var folders: [[FileName]]
        var versions: [NotTakenList.Version]
    }

    private struct Shown {
        var content: Content
        var checked: ContinuousClock.Instant
    }

    private struct State {
        var shown: [[FileName]: Shown] = [:]
        /// Folders in which nothing can be put, or from which nothing can be removed, and when that was so.
        var closed: [[FileName]: ContinuousClock.Instant] = [:]
        /// Folders from which the notice was removed, and when: the inbox may not have seen that yet.
        var removed: [[FileName]: ContinuousClock.Instant] = [:]
        /// Those that the log has named, or the inbox itself.
        var told: Set<[FileName]> = []
    }

    private let state = Mutex(State())
    private let logger: Logger

    /// After this long what is there is looked at again: somebody may have removed it, or opened a folder.
    private static let memory = Duration.seconds(60)
    /// Files and time that one turn takes, so that a slow share is not taken for one that hangs.
    private static let most = 256
    private static let longest = Duration.milliseconds(500)

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// Has the folders of the inbox show what is on the list, and nothing else.
    ///
    /// `present` are folders in which a notice was seen. It blocks.
    ///
    /// - Returns: whether there is more to do. What cannot be done is logged once, and tried at the next turn.
    func update(
        _ list: NotTakenList,
        _ present: Set<[FileName]>,
        inbox: String,
        at now: ContinuousClock.Instant
    ) -> Bool {
        do throws(FileError) {
            let root = try OpenDirectory(at: inbox)
            let isUnfinished = try self.turn(list, present, root, now)
            if !isUnfinished { self.state.withLock { _ = $0.told.remove([]) } }
            return isUnfinished
        } catch {
            self.state.withLock { self.tell([], error, &$0) }
            return false
        }
    }

    private func turn(
        _ list: NotTakenList,
        _ present: Set<[FileName]>,
        _ root: OpenDirectory,
        _ now: ContinuousClock.Instant
    ) throws(FileError) -> Bool {
        try self.state.withLock { state throws(FileError) in
            state.closed = state.closed.filter { $0.value + Self.memory > now }
            state.removed = state.removed.filter { $0.value + Self.memory > now && present.contains($0.key) }
            var turn = Turn(left: Self.most, end: .now + Self.longest)
            var wanted = Self.places(list.folders, state.closed)
            while true {
                var isNewClosed = false
                for (folder, listed) in wanted {
                    let content = Content(folders: listed, versions: listed.map(list.version))
                    if let shown = state.shown[folder], shown.content == content, shown.checked + Self.memory > now {
                        continue
                    }
                    guard turn.goesOn() else { return true }
                    let text = Array(NotTakenNotice.text(list, in: folder, about: listed).utf8)
                    do throws(FileError) {
                        try Self.put(text, in: folder, of: root)
                        state.shown[folder] = Shown(content: content, checked: now)
                        state.removed[folder] = nil
                        state.told.remove(folder)
                    } catch {
                        state.shown[folder] = nil
                        // Gone: the next scan takes back what was said of it.
                        if error.kind == .missing, !folder.isEmpty { continue }
                        guard error.isOfOneItem || error.kind == .denied else { throw error }
                        isNewClosed = true
                        state.closed[folder] = now
                        self.tell(folder, error, &state)
                    }
                }
                guard isNewClosed else { break }
                wanted = Self.places(list.folders, state.closed)
            }
            let old = Set(state.shown.keys).union(present.filter { state.removed[$0] == nil })
            for folder in old where wanted[folder] == nil && state.closed[folder] == nil {
                guard turn.goesOn() else { return true }
                state.shown[folder] = nil
                state.removed[folder] = now
                do throws(FileError) {
                    try Self.remove(from: folder, of: root)
                } catch {
                    state.closed[folder] = now
                    self.tell(folder, error, &state)
                }
            }
            return false
        }
    }

    /// Which folders each notice is about: a folder's own, or the nearest above in which one can be put.
    private static func places(
        _ folders: Set<[FileName]>,
        _ closed: [[FileName]: ContinuousClock.Instant]
    ) -> [[FileName]: [[FileName]]] {
        var places: [[FileName]: [[FileName]]] = [:]
        for folder in folders {
            var place = folder
            while closed[place] != nil, !place.isEmpty { place.removeLast() }
            // Where nothing can be put at all, the status alone tells.
            if closed[place] == nil { places[place, default: []].append(folder) }
        }
        for place in places.keys where places[place]?.count != 1 {
            places[place]?.sort { $0.lexicographicallyPrecedes($1) }
        }
        return places
    }

    /// What is there already is not written again, since each change wakes whoever watches the folder, promptd itself and
    /// sync clients among them.
    private static func put(_ text: [UInt8], in names: [FileName], of root: OpenDirectory) throws(FileError) {
        let folder = try root.directory(names)
        if let status = try folder.status(InboxFolder.notTaken), status.kind == .regular, status.size == text.count,
            try folder.read(InboxFolder.notTaken, limit: 1 << 20).bytes == text
        {
            return
        }
        try folder.replace(InboxFolder.notTaken, with: text, .none, forPeople: true)
    }

    private static func remove(from names: [FileName], of root: OpenDirectory) throws(FileError) {
        do {
            let folder = try root.directory(names)
            try folder.remove(InboxFolder.notTaken)
            try folder.removeTemporary(of: InboxFolder.notTaken)
        } catch let error where error.kind == .missing {
            // The folder is gone as well.
        }
    }

    private func tell(_ folder: [FileName], _ error: FileError, _ state: inout State) {
        guard state.told.insert(folder).inserted else { return }
        self.logger.info("a folder cannot be told of what is not taken", metadata: [LogKeys.error: "\(error)"])
    }

    private struct Turn {
        var left: Int
        var end: ContinuousClock.Instant

        mutating func goesOn() -> Bool {
            self.left -= 1
            return self.left >= 0 && .now < self.end
        }
    }
}

import CLinux
import PromptCore
import Synchronization

/// The names that are taken in folders of the outbox, as clients of a share see them: two that differ only in case or Unicode
/// form are one name to some.
///
/// A folder is listed once; from then on the kernel tells what comes and goes, so that the cost of a result does not grow
/// with the number of those that are there. Where it does not tell (network file systems), it is listed each time.
final class TakenNames: Sendable {
    /// Names by their hashes, since there may be a hundred thousand: two with the same hash would cost a number.
    private struct Folder {
        var watch: CInt
        var names: Set<Int> = []
        /// How many names there are that some clients take for the same.
        var keys: [Int: Int] = [:]

        mutating func insert(_ name: FileName) {
            guard self.names.insert(name.hashValue).inserted else { return }
            self.keys[TakenNames.key(of: name).hashValue, default: 0] += 1
        }

        mutating func remove(_ name: FileName) {
            guard self.names.remove(name.hashValue) != nil else { return }
            let key = TakenNames.key(of: name).hashValue
            let count = self.keys[key, default: 0] - 1
            self.keys[key] = count > 0 ? count : nil
        }
    }

    private struct State {
        /// `nil` until it is needed.
        var inotify: InotifyWatch?
        var folders: [FileStatus.Identity: Folder] = [:]
        var watched: [CInt: FileStatus.Identity] = [:]
    }

    /// Folders of the inbox have folders of their own here, of which there may be any number.
    static let mostFolders = 64

    private let state = Mutex(State())

    /// Whether a name that some clients take for the one with this key is taken in `folder`.
    func contains(_ key: String, in folder: OpenDirectory) throws(FileError) -> Bool {
        try self.state.withLock { state throws(FileError) in
            let identity = try folder.status().identity
            try Self.catchUp(&state)
            if let known = state.folders[identity] { return known.keys[key.hashValue] != nil }
            guard let watch = Self.watch(folder, &state) else {
                return try folder.entries().contains { Self.key(of: $0) == key }
            }
            var found = Folder(watch: watch)
            // Watched first: what comes or goes meanwhile is told again, and the last word on each name counts.
            do throws(FileError) {
                for name in try folder.entries() { found.insert(name) }
            } catch {
                state.inotify?.forget(watch)
                throw error
            }
            state.folders[identity] = found
            state.watched[watch] = identity
            try Self.catchUp(&state)
            return state.folders[identity].map { $0.keys[key.hashValue] != nil } ?? true
        }
    }

    /// - Returns: `nil` if nobody will tell what happens in it.
    private static func watch(_ folder: OpenDirectory, _ state: inout State) -> CInt? {
        guard folder.isOfThisMachineAlone else { return nil }
        do {
            let inotify = state.inotify ?? InotifyWatch(for: .names)
            state.inotify = inotify
            if state.folders.count >= Self.mostFolders, let (other, oldest) = state.folders.first {
                state.folders[other] = nil
                state.watched[oldest.watch] = nil
                inotify.forget(oldest.watch)
            }
            // The very folder, whatever its path leads to by now.
            return try inotify.watch(Array("/proc/self/fd/\(folder.descriptor)/.".utf8))
        } catch {
            // No more watches, or descriptors: it costs time alone.
            return nil
        }
    }

    private static func catchUp(_ state: inout State) throws(FileError) {
        guard let inotify = state.inotify else { return }
        func forgetAll() {
            for watch in state.watched.keys { inotify.forget(watch) }
            (state.folders, state.watched) = ([:], [:])
        }
        let events: [InotifyWatch.Event]
        do throws(FileError) {
            events = try inotify.read()
        } catch {
            // Some may have been lost.
            forgetAll()
            throw error
        }
        for event in events {
            if event.isOverflow {
                forgetAll()
                continue
            }
            guard let identity = state.watched[event.watch] else { continue }
            if event.isAboutFolder {
                // Moved, it may be another's now; its watch goes with what is known of it.
                inotify.forget(event.watch)
                state.folders[identity] = nil
                state.watched[event.watch] = nil
            } else if let name = event.name {
                if event.isArrival {
                    state.folders[identity]?.insert(name)
                } else {
                    state.folders[identity]?.remove(name)
                }
            }
        }
    }

    /// As text on purpose: that is what clients compare.
    private static func key(of name: FileName) -> String {
        OutputName.collisionKey(String(decoding: name.bytes, as: UTF8.self))
    }
}

extension OpenDirectory {
    /// Whether nobody but this machine's kernel changes the folder, so that it can tell of every change; `false` if that is
    /// not known.
    fileprivate var isOfThisMachineAlone: Bool {
        // ext, XFS, Btrfs, ZFS, F2FS, tmpfs, overlay, bcachefs. Not those that take two spellings for one name (FAT): what
        // is told of one there may be told of the other.
        let known: Set<UInt> = [
            0xEF53, 0x5846_5342, 0x9123_683E, 0x2FC1_2FC1, 0xF2F5_2010, 0x0102_1994, 0x794C_7630, 0xCA45_1A4E,
        ]
        var type: UInt = 0
        return unsafe clinux_filesystem_type(self.descriptor, &type) == 0 && known.contains(type)
    }
}

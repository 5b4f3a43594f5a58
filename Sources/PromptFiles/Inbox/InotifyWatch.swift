import Glibc
import PromptCore
import Synchronization
import SystemPackage

/// The kernel's word that something happened in a watched folder: a hint to look, never the truth.
final class InotifyWatch: Sendable {
    struct Event: Equatable {
        /// The watch it came from; -1 for an overflow.
        var watch: CInt
        var mask: UInt32
        /// The entry it is about; `nil` if it is about the folder itself.
        var name: FileName?

        func has(_ flags: CInt...) -> Bool { flags.contains { self.mask & UInt32(bitPattern: $0) != 0 } }
        /// Events were dropped: only a full scan knows what there is.
        var isOverflow: Bool { self.has(CInt(IN_Q_OVERFLOW)) }
        /// The folder is not where it was any more, or not watched any more.
        var isAboutFolder: Bool {
            self.has(CInt(IN_DELETE_SELF), CInt(IN_MOVE_SELF), CInt(IN_UNMOUNT), CInt(IN_IGNORED))
        }
        /// The entry came by a rename, so that it is complete.
        var isMovedIn: Bool { self.has(CInt(IN_MOVED_TO)) }
        /// The entry is there now; otherwise it is gone, or has only changed.
        var isArrival: Bool { self.has(CInt(IN_CREATE), CInt(IN_MOVED_TO)) }
        var isFolderEntry: Bool { self.has(CInt(IN_ISDIR)) }
    }

    /// What it is to tell.
    enum Interest {
        /// All that can tell of a prompt: some arrivals (hard links, `O_TMPFILE`) give nothing but IN_CREATE, a mapped
        /// file nothing but IN_CLOSE_WRITE, and a copy that keeps its times ends in IN_ATTRIB.
        case prompts
        /// Which names come and go.
        case names

        fileprivate var mask: UInt32 {
            let names =
                IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR
                | IN_DONT_FOLLOW
            return switch self {
            case .prompts: UInt32(names | IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_EXCL_UNLINK)
            case .names: UInt32(names)
            }
        }
    }

    /// -1 while the kernel gives none: nothing is watched then.
    private let opened = Mutex<CInt>(-1)
    private let mask: UInt32

    init(for interest: Interest = .prompts) {
        self.mask = interest.mask
    }

    deinit {
        let descriptor = self.descriptor
        if descriptor >= 0 { _ = close(descriptor) }
    }

    /// -1 if there is nothing to wait for.
    var descriptor: CInt { self.opened.withLock { $0 } }

    /// Watches the folder at `path`.
    ///
    /// Watching it again gives the same number.
    ///
    /// - Throws: `FileError`; also where one of the kernel's limits is reached, until it gives more.
    func watch(_ path: [UInt8]) throws(FileError) -> CInt {
        let descriptor = try self.open()
        do throws(FileError) {
            return try systemCall("watch", String(decoding: path, as: UTF8.self)) {
                unsafe (path + [0]).withUnsafeBytes { bytes in
                    unsafe inotify_add_watch(descriptor, bytes.bindMemory(to: CChar.self).baseAddress, self.mask)
                }
            }
        } catch let error where error.errno == .noSpace {
            // So it calls its own limit; no disk is full.
            throw .watchLimit("max_user_watches", error.errno)
        }
    }

    private func open() throws(FileError) -> CInt {
        try self.opened.withLock { descriptor throws(FileError) in
            guard descriptor < 0 else { return descriptor }
            do throws(FileError) {
                descriptor = try systemCall("start", "inotify") { inotify_init1(CInt(IN_NONBLOCK) | CInt(IN_CLOEXEC)) }
            } catch let error where error.errno == .tooManyOpenFiles {
                throw .watchLimit("max_user_instances", error.errno)
            }
            return descriptor
        }
    }

    func forget(_ watch: CInt) {
        // EINVAL says that the kernel has dropped it already, which is what is wanted.
        _ = inotify_rm_watch(self.descriptor, watch)
    }

    /// Everything that has come since the last call, without waiting.
    func read() throws(FileError) -> [Event] {
        var events: [Event] = []
        let descriptor = self.descriptor
        guard descriptor >= 0 else { return events }
        while true {
            var failure: FileError?
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
                do throws(FileError) {
                    filled = try systemCall("read events", "inotify") {
                        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    }
                } catch {
                    failure = error
                }
            }
            if let failure {
                if failure.errno == .resourceTemporarilyUnavailable { return events }
                throw failure
            }
            if bytes.isEmpty { return events }
            events += Self.parse(bytes)
        }
    }

    /// Takes the kernel's records apart: a fixed head, then a name padded with NULs.
    private static func parse(_ bytes: [UInt8]) -> [Event] {
        let headSize = MemoryLayout<inotify_event>.size
        var events: [Event] = []
        var offset = 0
        while offset + headSize <= bytes.count {
            let head = unsafe bytes.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            }
            let end = min(offset + headSize + Int(head.len), bytes.count)
            let name = bytes[(offset + headSize)..<end].prefix { $0 != 0 }
            events.append(Event(watch: head.wd, mask: head.mask, name: FileName(name)))
            offset = end
        }
        return events
    }
}

import Dispatch
import Glibc
import Synchronization

/// What the users of this machine are called.
package enum UserName {
    private struct State {
        var known: [UInt32: String] = [:]
        /// Asked for, and not answered yet.
        var pending: Set<UInt32> = []
    }

    private static let state = Mutex(State())
    /// A thread of its own: a directory service may take its time, or be away, and no prompt waits for that.
    private static let queue = DispatchQueue(label: "promptd.users")
    private static let patience = DispatchTimeInterval.milliseconds(250)

    /// The name of the file's owner, or the number of one without a name, or whose name does not come soon; `nil` if it is
    /// promptd's own user: a share that makes all files its user's does not tell whose they are.
    package static func owner(of file: FileStatus) -> String? {
        let user = file.owner
        guard user != geteuid() else { return nil }
        let (name, isFirst) = Self.state.withLock { state in
            (state.known[user], state.known[user] == nil && state.pending.insert(user).inserted)
        }
        if let name { return name }
        guard isFirst else { return "\(user)" }
        let isDone = DispatchSemaphore(value: 0)
        Self.queue.async {
            let found = Self.lookUp(user)
            Self.state.withLock { state in
                state.pending.remove(user)
                if let found { state.known[user] = found }
            }
            isDone.signal()
        }
        _ = isDone.wait(timeout: .now() + Self.patience)
        return Self.state.withLock { $0.known[user] } ?? "\(user)"
    }

    /// More than an entry of any user takes.
    private static let bufferSize = 64 << 10

    /// - Returns: `nil` if nobody can tell at the moment.
    private static func lookUp(_ user: UInt32) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.bufferSize) { buffer -> String? in
            guard let start = buffer.baseAddress else { return nil }
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard unsafe getpwuid_r(user, &entry, start, buffer.count, &found) == 0 else { return nil }
            guard unsafe found != nil, let name = unsafe entry.pw_name else { return "\(user)" }
            let text = unsafe String(cString: name)
            return text.isEmpty ? "\(user)" : text
        }
    }
}

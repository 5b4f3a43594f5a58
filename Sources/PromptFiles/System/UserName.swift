import Glibc
import Synchronization

/// What the users of this machine are called.
package enum UserName {
    private static let known = Mutex<[UInt32: String]>([:])

    /// The name of the file's owner, or the number of one without a name; `nil` if it is promptd's own user: a share that
    /// makes all files its user's does not tell whose they are.
    ///
    /// Asked once for each user: a directory service may take its time, or be away.
    package static func owner(of file: FileStatus) -> String? {
        guard file.owner != geteuid() else { return nil }
        if let name = Self.known.withLock({ $0[file.owner] }) { return name }
        let name = Self.lookUp(file.owner) ?? "\(file.owner)"
        Self.known.withLock { $0[file.owner] = name }
        return name
    }

    /// More than an entry of any user takes.
    private static let bufferSize = 64 << 10

    private static func lookUp(_ user: UInt32) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.bufferSize) { buffer -> String? in
            guard let start = buffer.baseAddress else { return nil }
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            let status = unsafe getpwuid_r(user, &entry, start, buffer.count, &found)
            guard status == 0, unsafe found != nil, let name = unsafe entry.pw_name else { return nil }
            let text = unsafe String(cString: name)
            return text.isEmpty ? nil : text
        }
    }
}

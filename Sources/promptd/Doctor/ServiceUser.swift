import Foundation

/// The user that the service runs as.
struct ServiceUser: Equatable, Sendable {
    let name: String
    let user: UInt32
    let group: UInt32

    /// The user `promptd`, for root, who may do everything and so sees nothing of what the service may not.
    ///
    /// `nil` for everybody else, and where there is no such user.
    static var found: ServiceUser? {
        guard geteuid() == 0, let entry = unsafe getpwnam("promptd") else { return nil }
        return unsafe ServiceUser(name: "promptd", user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    /// Makes this process the user's, with all the user's groups, for good.
    ///
    /// - Throws: `ExitError` if that is not allowed.
    func become() throws(ExitError) {
        guard unsafe initgroups(self.name, self.group) == 0, setgid(self.group) == 0, setuid(self.user) == 0 else {
            let why = unsafe String(cString: strerror(errno))
            throw ExitError(.noPermission, "cannot look at it as the user \(self.name): \(why)")
        }
    }
}

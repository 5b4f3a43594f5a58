import Foundation

/// The user that the service runs as, and what a folder's mode lets that user do.
struct ServiceUser: Equatable {
    let name: String
    let user: UInt32
    let groups: Set<UInt32>

    /// The user `promptd`, for root, who may do everything and so sees nothing of what the service may not.
    ///
    /// `nil` for everybody else, and where there is no such user.
    static var found: ServiceUser? {
        guard geteuid() == 0, let entry = unsafe getpwnam("promptd") else { return nil }
        let (user, group) = unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
        var count: CInt = 4096
        var groups = [gid_t](repeating: 0, count: Int(count))
        guard unsafe getgrouplist("promptd", group, &groups, &count) >= 0 else { return nil }
        return ServiceUser(name: "promptd", user: user, groups: Set(groups.prefix(Int(count))))
    }

    /// Whether the user may list the folder, and make and rename files in it.
    func mayWork(owner: UInt32, group: UInt32, mode: UInt32) -> Bool {
        if owner == self.user { return mode & 0o700 == 0o700 }
        if self.groups.contains(group) { return mode & 0o070 == 0o070 }
        return mode & 0o007 == 0o007
    }
}

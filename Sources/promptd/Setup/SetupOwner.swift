import Foundation

/// Whose what `promptd init` makes shall be.
struct SetupOwner {
    /// The service's user, for root; `nil` if it stays with whoever makes it.
    let user: ServiceUser?
    /// The group that was asked for, by number; `nil` if none was.
    let asked: UInt32?

    /// - Throws: `ExitError` if there is no group of that name.
    init(group name: String?) throws(ExitError) {
        self.user = ServiceUser.found
        guard let name else {
            self.asked = nil
            return
        }
        if let entry = unsafe getgrnam(name) {
            self.asked = unsafe entry.pointee.gr_gid
        } else if let number = UInt32(name) {
            self.asked = number
        } else {
            throw ExitError(
                .configuration,
                "there is no group \"\(name)\"; make it (groupadd), or name another (getent group)"
            )
        }
    }

    /// The group of what is made in a folder that has `mode` and `group`.
    func group(in mode: UInt32, _ group: UInt32) -> UInt32? {
        // A folder whose group is handed down is one that people share already.
        self.asked ?? (mode & 0o2000 != 0 ? group : self.user?.group)
    }

    /// A group's name; its number if it has none.
    static func name(_ group: UInt32) -> String {
        unsafe getgrgid(group).map { unsafe String(cString: $0.pointee.gr_name) } ?? "\(group)"
    }

    /// Gives what is open at `descriptor` its owner, group and mode, in this order: a change of owner takes bits away.
    ///
    /// - Returns: what the system has refused; `nil` if nothing.
    func give(_ descriptor: Int32, group: UInt32?, mode: UInt32) -> String? {
        let (anybody, anyGroup) = (uid_t.max, gid_t.max)
        var refused: [String] = []
        if self.user != nil || group != nil,
            fchown(descriptor, self.user?.user ?? anybody, group ?? anyGroup) != 0
        {
            refused.append("it cannot be given to group \(group.map(Self.name) ?? "?"): \(Self.reason)")
        }
        if fchmod(descriptor, mode) != 0 { refused.append("its mode cannot be set: \(Self.reason)") }
        return refused.isEmpty ? nil : refused.joined(separator: "; ")
    }

    static var reason: String { unsafe String(cString: strerror(errno)) }
}

import Foundation
import NIOCore
import NIOPosix

/// The file that a Unix socket is reached by.
struct SocketFile: Sendable {
    let path: String

    /// Which file it is, whatever its name.
    struct Identity: Equatable, Sendable {
        fileprivate var number: Int
    }

    /// Removes what an earlier process of this user has left, so that it can be made anew.
    ///
    /// - Throws: `PageError` if it is anything else, or if somebody is there.
    func clear(_ group: any EventLoopGroup) async throws {
        guard let file = try self.look() else { return }
        guard file.isSocket else { throw PageError(description: "\(self.path) is there already, and is no socket") }
        guard file.owner == geteuid() else { throw PageError(description: "\(self.path) is another user's socket") }
        do {
            let channel = try await ClientBootstrap(group: group).connectTimeout(.seconds(2))
                .connect(unixDomainSocketPath: self.path).get()
            try await channel.close()
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            return try FileManager.default.removeItem(atPath: self.path)
        }
        throw PageError(description: "another program serves on \(self.path)")
    }

    /// `nil` if it is not there, or cannot be looked at.
    var identity: Identity? {
        do {
            return try self.look()?.identity
        } catch {
            return nil
        }
    }

    /// Its owner and group may use it, whatever the umask is, and nobody else.
    func letGroupIn() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o660], ofItemAtPath: self.path)
    }

    /// Removes it if it is still the one that was made.
    func remove(_ made: Identity?) throws {
        if let made, try self.look()?.identity == made { try FileManager.default.removeItem(atPath: self.path) }
    }

    private func look() throws -> (isSocket: Bool, owner: UInt32?, identity: Identity)? {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: self.path)
            return (
                attributes[.type] as? FileAttributeType == .typeSocket,
                (attributes[.ownerAccountID] as? NSNumber)?.uint32Value,
                Identity(number: (attributes[.systemFileNumber] as? NSNumber)?.intValue ?? 0)
            )
        } catch let error as CocoaError where [.fileNoSuchFile, .fileReadNoSuchFile].contains(error.code) {
            return nil
        }
    }
}

import Foundation
import PromptCore
import PromptFiles

/// The right to be the only promptd on the state folder, so that no daemon starts meanwhile.
struct StateLock {
    private let lock: InstanceLock

    /// Takes the lock as a daemon does.
    ///
    /// - Throws: `ExitError` if a daemon has it.
    init(_ settings: Settings) throws(ExitError) {
        let state = try settings.folder(.state)
        do {
            let folder = try OpenDirectory(at: state)
            self.lock = try InstanceLock(
                InboxFolder.lock,
                in: folder,
                folder: state,
                host: ProcessInfo.processInfo.hostName
            )
            try Self.give("\(state)/\(InboxFolder.lock)", toTheOwnerOf: state)
        } catch let taken as InstanceLock.TakenError {
            throw ExitError(.tryAgain, taken.description)
        } catch let failure as FileError {
            throw ExitError(.inputOutput, failure.description)
        } catch {
            throw ExitError(.inputOutput, "the state folder \(state) cannot be locked: \(SystemReason.text(error))")
        }
    }

    /// A lock that root has made is one that the service can take afterwards.
    private static func give(_ file: String, toTheOwnerOf folder: String) throws {
        guard geteuid() == 0 else { return }
        let owner = try FileManager.default.attributesOfItem(atPath: folder)
        guard let user = (owner[.ownerAccountID] as? NSNumber)?.uint32Value,
            let group = (owner[.groupOwnerAccountID] as? NSNumber)?.uint32Value
        else { return }
        // Whoever owns the folder may have put a link there since: that is not followed.
        guard unsafe lchown(file, user, group) == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }

    /// Holds the lock until `body` is done.
    func held<Value>(_ body: () async throws(ExitError) -> Value) async throws(ExitError) -> Value {
        defer { withExtendedLifetime(self.lock) {} }
        return try await body()
    }
}

import Foundation
import PromptCore
import PromptFiles

/// Puts the files for people into the inbox.
struct SetupHelp {
    let inbox: String
    let howTo: HowTo
    let owner: SetupOwner

    /// - Returns: what was done with each of them.
    func findings() -> [Finding] {
        [(InboxHelp.howTo, self.howTo.text), (InboxHelp.template, InboxHelp.templateText)].map { name, bytes in
            do throws(FileError) {
                return try self.write(name, bytes)
            } catch {
                return .failure("help", error.description)
            }
        }
    }

    private func write(_ name: FileName, _ bytes: [UInt8]) throws(FileError) -> Finding {
        let folder = try OpenDirectory(at: self.inbox)
        let path = "\(self.inbox)/\(name)"
        do throws(FileError) {
            try folder.create(name, with: bytes, durable: false)
        } catch let error where error.kind == .exists {
            guard try folder.read(name, limit: 1 << 16).bytes != bytes else {
                return .ok("help", "\(path) is there already")
            }
            return .ok(
                "help",
                "\(path) is there already with other words, and stays as it is; to have it anew, delete it first"
            )
        }
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return .warning("help", "made \(path); \(SetupOwner.reason)") }
        defer { close(descriptor) }
        let refused = self.owner.give(descriptor, group: self.owner.user == nil ? nil : self.group, mode: 0o664)
        return refused.map { .warning("help", "made \(path); \($0)") } ?? .ok("help", "made \(path)")
    }

    /// The inbox's own.
    private var group: UInt32? {
        var raw = stat()
        return unsafe stat(self.inbox, &raw) == 0 ? raw.st_gid : nil
    }
}

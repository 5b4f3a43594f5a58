import Foundation

/// One of the folders that `promptd init` makes, or finds.
struct SetupFolder {
    /// What it is, for messages: `inbox`.
    let subject: String
    let path: String
    let mode: UInt32
    /// Whether people share it, so that its group counts.
    let isShared: Bool

    /// Makes it if it is not there; what is there stays as it is.
    ///
    /// - Throws: `ExitError` if it cannot be made, or is no folder.
    /// - Returns: what was done, and whether it is new.
    func make(_ owner: SetupOwner) throws(ExitError) -> (finding: Finding, isNew: Bool) {
        var raw = stat()
        if unsafe stat(self.path, &raw) == 0 { return (try self.found(raw, owner), false) }
        let parent = URL(filePath: self.path).deletingLastPathComponent().path(percentEncoded: false)
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw self.failure(SystemReason.text(error))
        }
        // Nobody else's before it has its owner.
        guard unsafe stat(parent, &raw) == 0, unsafe mkdir(self.path, 0o700) == 0 else {
            throw self.failure(SetupOwner.reason)
        }
        let descriptor = unsafe open(self.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw self.failure(SetupOwner.reason) }
        defer { close(descriptor) }
        let group = self.isShared ? owner.group(in: raw.st_mode, raw.st_gid) : owner.user?.group
        let refused = owner.give(descriptor, group: group, mode: self.mode)
        var made = stat()
        guard unsafe fstat(descriptor, &made) == 0 else { throw self.failure(SetupOwner.reason) }
        let text = "made \(self.path) (\(Self.shown(made)))"
        guard refused == nil, made.st_mode & 0o7777 == self.mode else {
            let remedy = "As root: \(self.command(group ?? made.st_gid))"
            return (.warning(self.subject, text + (refused.map { "; \($0)" } ?? ""), remedy), true)
        }
        // Root's own group is nobody's to share.
        guard !self.isShared || made.st_gid != 0 || owner.asked != nil else {
            return (
                .warning(self.subject, "\(text): only root may work in it", "Name who may: chgrp GROUP \(self.path)"),
                true
            )
        }
        return (.ok(self.subject, text), true)
    }

    private func found(_ raw: stat, _ owner: SetupOwner) throws(ExitError) -> Finding {
        guard raw.st_mode & S_IFMT == S_IFDIR else {
            throw ExitError(.configuration, "\(self.subject) (\(self.path)) is there already, and is no folder")
        }
        let text = "\(self.path) is there already (\(Self.shown(raw))), and stays as it is"
        let isOpen = self.isShared ? raw.st_mode & 0o2070 == 0o2070 : raw.st_mode & 0o077 == 0
        guard isOpen, !self.isShared || owner.asked.map({ $0 == raw.st_gid }) ?? true else {
            let why =
                self.isShared ? "its group could not work in it with others" : "others could read every prompt in it"
            return .warning(self.subject, "\(text); \(why)", self.command(owner.asked ?? raw.st_gid))
        }
        return .ok(self.subject, text)
    }

    private func command(_ group: UInt32) -> String {
        let mode = "chmod \(String(self.mode, radix: 8)) \(self.path)"
        return self.isShared ? "chgrp \(SetupOwner.name(group)) \(self.path) && \(mode)" : mode
    }

    private func failure(_ why: String) -> ExitError {
        ExitError(.inputOutput, "\(self.subject) (\(self.path)) cannot be made: \(why)")
    }

    private static func shown(_ raw: stat) -> String {
        "mode \(String(raw.st_mode & 0o7777, radix: 8)), group \(SetupOwner.name(raw.st_gid))"
    }
}

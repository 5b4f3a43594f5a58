import Logging
import PromptCore

/// Claimed files that their owners have renamed while they are worked on, to a name that is no command.
extension InboxPass {
    /// Whether the file is one: then its name means nothing of what it would say otherwise.
    ///
    /// `state` is what its name says. A job that fails gives its file that name itself, with an explanation beside it.
    func isRenamedClaim(_ folder: [FileName], _ name: FileName, _ state: PromptFileState? = nil) -> Bool {
        guard !self.state.index.missing.isEmpty else { return false }
        let status = self.status(folder, name)
        for (path, claim) in self.state.index.renamed
        where claim.name == name && claim.folder == folder && status == nil {
            self.state.index.renamed[path] = nil
        }
        guard let status, status.kind == .regular,
            let path = self.state.index.missing.first(where: { $0.value.isSameContent(as: status) })?.key,
            self.status(path.folder, path.fileName(.working)) == nil
        else { return false }
        if state == .failed, case .file(let stem, _) = InboxName(name),
            self.status(folder, PromptPath(folder: folder, stem: stem).fileName(.error)) != nil
        {
            return false
        }
        let claim = RenamedClaim(of: path, folder: folder, name: name)
        if self.state.index.renamed.updateValue(claim, forKey: path) != claim {
            self.note(folder, name, nil)
            self.logger.notice(
                "a claimed file has another name, and is worked on all the same",
                metadata: [LogKeys.name: "\(path)", LogKeys.file: "\(InboxFolder.text(folder, name))"]
            )
        }
        return true
    }
}

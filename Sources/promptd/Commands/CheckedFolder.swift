import Foundation
import PromptCore
import PromptFiles

/// What the folder of a prompt says that is checked: that of the inbox with those above it, or any other folder by itself.
struct CheckedFolder {
    private let folder: InboxFolder
    private let path: PromptPath

    /// `inbox` is the configured one; `nil` if there is none.
    init(of file: String, inbox: String?) {
        let folder = URL(filePath: file).absoluteURL.standardizedFileURL.resolvingSymlinksInPath()
            .deletingLastPathComponent().pathComponents
        let root = inbox.map { URL(filePath: $0).resolvingSymlinksInPath().pathComponents } ?? []
        let isInside = !root.isEmpty && folder.starts(with: root)
        let names = isInside ? folder.dropFirst(root.count).compactMap { FileName($0) } : []
        let top = isInside ? root : folder
        self.folder = InboxFolder(path: "/" + top.dropFirst().joined(separator: "/"))
        self.path = PromptPath(folder: names, stem: FileName(fixed: "checked"))
    }

    /// - Throws: `FileError` if a file that holds for the prompt cannot be used.
    func defaults() throws(FileError) -> FolderDefaults? { try self.folder.defaults(for: self.path) }
}

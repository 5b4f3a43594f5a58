import Foundation
import PromptCore
import PromptFiles
import PromptService

/// The folder of a prompt that is checked: that of the inbox with those above it, or any other folder by itself.
struct CheckedFolder {
    /// Where its files are looked for.
    private let folder: InboxFolder
    private let path: PromptPath
    private let isInInbox: Bool
    private let isUploadable: Bool

    /// The folder of `file`.
    ///
    /// `inbox` is the configured one, or `nil`; `isUploadable` if there is an uploader.
    init(of file: String, inbox: String?, isUploadable: Bool) {
        self.isUploadable = isUploadable
        let folder = URL(filePath: file).absoluteURL.standardizedFileURL.resolvingSymlinksInPath()
            .deletingLastPathComponent().pathComponents
        let root = inbox.map { URL(filePath: $0).resolvingSymlinksInPath().pathComponents } ?? []
        self.isInInbox = !root.isEmpty && folder.starts(with: root)
        let names = self.isInInbox ? folder.dropFirst(root.count).compactMap { FileName($0) } : []
        let top = self.isInInbox ? root : folder
        self.folder = InboxFolder(path: "/" + top.dropFirst().joined(separator: "/"))
        self.path = PromptPath(folder: names, stem: Self.stem(of: file))
    }

    /// - Throws: `FileError` if a file that holds for the prompt cannot be used.
    func defaults() throws(FileError) -> FolderDefaults? { try self.folder.defaults(for: self.path) }

    /// What is wrong with the files that a prompt of this name needs.
    func problems(_ inputs: [FileInput]) async -> [FilesAtHand.Problem] {
        let inputs = inputs.map { input in
            var input = input
            input.values.removeAll(where: self.leadsOut)
            return input
        }
        let (folder, path, isUploadable) = (self.folder, self.path, self.isUploadable)
        do {
            return try await Blocking.run(.inbox) {
                try FilesAtHand.problems(inputs, of: path, in: folder, isUploadable: isUploadable)
            }
        } catch {
            let member = inputs.first?.member ?? ""
            return [.init(.fileUnusable, member, message: "its files cannot be looked at: \(error)", hint: "")]
        }
    }

    /// What is not looked at, for people: outside of an inbox nobody can tell what a path leads to that leaves the folder.
    func unknown(_ inputs: [FileInput]) -> [String] {
        inputs.flatMap(\.values).filter(self.leadsOut).compactMap(FileInput.written).map {
            "\(SingleLine.excerpt($0)) is looked for when the prompt lies in the inbox"
        }
    }

    private func leadsOut(_ value: FileInput.Value) -> Bool {
        guard !self.isInInbox, case .path(let text) = value else { return false }
        return text.split(separator: "/").first == ".."
    }

    /// The name that files beside the prompt have.
    private static func stem(of file: String) -> FileName {
        let name = FileName(URL(filePath: file).lastPathComponent) ?? FileName(fixed: "prompt")
        if case .file(let stem, _) = InboxName(name) { return stem }
        if let (stem, _) = BatchFormat.split(name) { return stem }
        guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")) else { return name }
        return FileName(name.bytes[..<dot]) ?? name
    }
}

package import PromptCore
import SystemPackage

/// What the folders of the inbox say for the prompts in them.
extension InboxFolder {
    /// What holds for a prompt by the files of its folder and those above it, the nearest first; `nil` if there are none.
    ///
    /// - Throws: `FileError`, `isOfOneItem` if one of them cannot be used: then nobody can tell what its prompts are to be.
    package func defaults(for path: PromptPath) throws(FileError) -> FolderDefaults? {
        var folder = try self.root()
        var found = try Self.defaults(in: folder, [])
        for (index, name) in path.folder.enumerated() {
            folder = try folder.directory(name)
            guard let own = try Self.defaults(in: folder, path.folder[...index]) else { continue }
            found = found.map { own.inheriting(from: $0) } ?? own
        }
        return found.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The same where it is only asked what a prompt would be: what is wrong with them is told when it is to be claimed.
    package func usableDefaults(for path: PromptPath) -> FolderDefaults? {
        do {
            return try self.defaults(for: path)
        } catch {
            return nil
        }
    }

    private static func defaults(
        in folder: OpenDirectory,
        _ names: ArraySlice<FileName>
    ) throws(FileError) -> FolderDefaults? {
        let bytes: [UInt8]
        do {
            bytes = try folder.read(FolderDefaults.fileName, limit: FolderDefaults.largest).bytes
        } catch let error where error.kind == .missing {
            return nil
        } catch let error where error.errno == .fileTooLarge {
            throw .unusableDefaults(Self.text(Array(names), FolderDefaults.fileName), "it has more than 256 KiB")
        }
        do throws(Rejection) {
            return try FolderDefaults(decoding: bytes)
        } catch {
            throw .unusableDefaults(
                Self.text(Array(names), FolderDefaults.fileName),
                "\(error.message) (\(error.hint))"
            )
        }
    }
}

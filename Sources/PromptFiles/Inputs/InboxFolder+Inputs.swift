import Glibc
package import PromptCore
import SystemPackage

extension InboxFolder {
    /// The most files that one pattern may stand for.
    private static let mostMatches = 100

    /// The files that a value in the prompt at `prompt` stands for, in the order of their names; at least one.
    ///
    /// - Throws: `InputProblem`; `FileError`.
    package func inputs(
        _ value: FileInput.Value,
        _ kind: FileInput.Kind,
        of prompt: PromptPath
    ) throws -> [FoundInput] {
        switch value {
        case .address: return []
        case .path(let text): return try self.inputs(at: try InputPlace(text, of: prompt), kind)
        case .beside: return [try self.input(beside: prompt, kind)]
        }
    }

    private func input(beside prompt: PromptPath, _ kind: FileInput.Kind) throws -> FoundInput {
        let prompt = prompt.home
        let found = try self.files(in: prompt.folder) {
            kind.isOne($0) && FoundInput.stem($0) == prompt.stem.bytes
        }
        let names = kind.extensions.prefix(3).map { "\(prompt).\($0)" }.joined(separator: ", ")
        guard let first = found.first else { throw InputProblem.missing("\(names) or the like") }
        guard found.count == 1 else {
            let all = found.map { "\($0.path)" }.joined(separator: ", ")
            throw InputProblem.unusable(
                why: "the model takes one file, and \(all) lie beside it.",
                hint: "Leave the one that is meant, or name it in the prompt."
            )
        }
        return first
    }

    private func inputs(at place: InputPlace, _ kind: FileInput.Kind) throws -> [FoundInput] {
        if place.isPattern {
            let found = try self.files(in: place.folder) { kind.isOne($0) && InputPlace.fits("\($0)", place.last) }
            guard !found.isEmpty else { throw InputProblem.missing(place.description) }
            guard found.count <= Self.mostMatches else {
                throw InputProblem.unusable(
                    why: "\(place.description) stands for \(found.count) files; at most \(Self.mostMatches) are sent.",
                    hint: "Name fewer of them."
                )
            }
            return found
        }
        guard let folder = try self.inputFolder(place.folder), let name = FileName(place.last) else {
            throw InputProblem.missing(place.description)
        }
        if let status = try folder.status(name) {
            return [try Self.checked(FoundInput(folder: place.folder, name: name, status: status))]
        }
        // Some machines write the same name with other code points: Swift compares what people see.
        for other in try folder.entries() where String(validating: other.bytes, as: UTF8.self) == place.last {
            guard let status = try folder.status(other) else { continue }
            return [try Self.checked(FoundInput(folder: place.folder, name: other, status: status))]
        }
        throw InputProblem.missing(place.description)
    }

    /// The regular files of a folder whose names are wanted; none if it is not there.
    private func files(in names: [FileName], _ isWanted: (FileName) -> Bool) throws -> [FoundInput] {
        guard let folder = try self.inputFolder(names) else { return [] }
        let wanted = try folder.entries().filter { InboxName($0) != .junk && !$0.isHidden && isWanted($0) }.sorted()
        return try wanted.compactMap { name in
            guard let status = try folder.status(name), status.kind == .regular else { return nil }
            return FoundInput(folder: names, name: name, status: status)
        }
    }

    /// - Returns: `nil` if it is not there.
    private func inputFolder(_ names: [FileName]) throws -> OpenDirectory? {
        let root = try self.root()
        do throws(FileError) {
            return try root.directory(names)
        } catch {
            guard error.kind == .wrongKind else {
                if error.kind == .missing { return nil }
                throw error
            }
            let path = names.map { "\($0)" }.joined(separator: "/")
            throw InputProblem.unusable(why: "a folder of \(path) is a link, or no folder.", hint: Self.noLinks)
        }
    }

    private static let noLinks = "Put the file itself into the inbox: no link is followed."

    private static func checked(_ found: FoundInput) throws(InputProblem) -> FoundInput {
        switch found.status.kind {
        case .regular: return found
        case .symbolicLink: throw .unusable(why: "\(found.path) is a link.", hint: Self.noLinks)
        case .directory:
            throw .unusable(why: "\(found.path) is a folder.", hint: "Name the files in it, as \(found.path)/*.")
        case .other: throw .unusable(why: "\(found.path) is no regular file.", hint: Self.noLinks)
        }
    }

    /// Opens a file that was found.
    ///
    /// - Returns: `nil` if it is not there as it was any more.
    package func open(_ found: FoundInput) throws(FileError) -> InputSource? {
        do {
            let folder = try self.root().directory(found.folder)
            let file = try folder.openFile(found.name, O_RDONLY | O_NONBLOCK)
            guard try file.status() == found.status else { return nil }
            return InputSource(file: file, status: found.status)
        } catch let error where [.missing, .wrongKind].contains(error.kind) && !error.isAtRoot {
            return nil
        }
    }

    /// Removes the prompt's own files that went with it, if they are still the very ones that were taken.
    package func removeInputs(_ files: [InputFile]) throws(FileError) {
        for file in files where file.isOwn {
            guard let folder = try self.folderIfThere(file.path), let status = try folder.status(file.path.stem),
                status.kind == .regular, status.inode == file.inode, status.size == file.bytes,
                status.modified == file.modified
            else { continue }
            try folder.remove(file.path.stem)
            try folder.flush()
        }
    }
}

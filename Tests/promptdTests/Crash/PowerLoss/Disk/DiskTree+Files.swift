import Glibc
import PromptCore

extension DiskTree {
    /// A number the file system has for a file, whatever its names.
    private struct Identity: Hashable {
        let device: UInt
        let number: UInt
    }

    /// Reads the folder at `root`; of what stands in itself only `only`, if that is given.
    ///
    /// Anything but folders and regular files is an error: nothing could be said about it after a power cut.
    init(reading root: String, only: [FileName]? = nil) throws {
        var entries: [Entry] = []
        var seen: [Identity: DiskPath] = [:]
        try Self.read(.root, below: root, only, &entries, &seen)
        self.init(entries)
    }

    private static func read(
        _ folder: DiskPath,
        below root: String,
        _ only: [FileName]?,
        _ entries: inout [Entry],
        _ seen: inout [Identity: DiskPath]
    ) throws {
        for name in try Self.names(in: folder, below: root) where only?.contains(name) ?? true {
            let path = folder.appending(name)
            var status = stat()
            try SystemTrouble.check("look at", "\(path)", path.withPath(below: root) { lstat($0, &status) })
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                entries.append(Entry(path: path, content: .folder))
                try Self.read(path, below: root, nil, &entries, &seen)
            case S_IFREG:
                let identity = Identity(device: status.st_dev, number: status.st_ino)
                if let first = seen[identity] {
                    entries.append(Entry(path: path, content: .link(first)))
                } else {
                    seen[identity] = path
                    let bytes = try Self.content(path, below: root, Int(status.st_size))
                    entries.append(Entry(path: path, content: .file(bytes)))
                }
            default:
                throw SystemTrouble("read what is no file:", "\(path)", EINVAL)
            }
        }
    }

    private static func names(in folder: DiskPath, below root: String) throws -> [FileName] {
        guard let stream = folder.withPath(below: root, { opendir($0) }) else {
            throw SystemTrouble("list", "\(root)/\(folder)")
        }
        defer { closedir(stream) }
        var names: [FileName] = []
        while let entry = readdir(stream) {
            // What is no file's name is "." or "..".
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let name = FileName(bytes) { names.append(name) }
        }
        return names.sorted()
    }

    private static func content(_ path: DiskPath, below root: String, _ size: Int) throws -> [UInt8] {
        let opened = path.withPath(below: root) { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        let file = try SystemTrouble.check("open", "\(path)", opened)
        defer { close(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, pread(file, buffer.baseAddress, size, 0))
        }
        guard bytes.count == size else { throw SystemTrouble("read all of", "\(path)") }
        return bytes
    }

    /// Writes the tree into the folder at `root`, which is made if it is not there.
    func write(to root: String) throws {
        if mkdir(root, 0o755) != 0, errno != EEXIST { throw SystemTrouble("make", root) }
        for entry in self.entries {
            try entry.path.withPath(below: root) { path in
                switch entry.content {
                case .folder:
                    try SystemTrouble.check("make", "\(entry.path)", mkdir(path, 0o755))
                case .file(let bytes):
                    try Files.write(bytes, toPath: path.dropLast().map { UInt8(bitPattern: $0) })
                case .link(let first):
                    try SystemTrouble.check("link", "\(entry.path)", first.withPath(below: root) { link($0, path) })
                }
            }
        }
    }
}

import Glibc

/// Files by their bytes: Foundation would repair names.
enum Files {
    static func write(_ bytes: [UInt8], to path: String) throws {
        try Self.write(bytes, toPath: Array(path.utf8))
    }

    static func write(_ text: String, to path: String) throws {
        try Self.write(Array(text.utf8), to: path)
    }

    /// Writes a file under a name that need not be UTF-8.
    static func write(_ bytes: [UInt8], toPath path: [UInt8]) throws {
        let shown = String(decoding: path, as: UTF8.self)
        let name = path.map { CChar(bitPattern: $0) } + [0]
        let file = try SystemTrouble.check("open", shown, open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644))
        defer { close(file) }
        try Self.write(bytes, file, shown)
    }

    static func append(_ bytes: [UInt8], to path: String) throws {
        let file = try SystemTrouble.check("open", path, open(path, O_WRONLY | O_APPEND | O_CLOEXEC))
        defer { close(file) }
        try Self.write(bytes, file, path)
    }

    private static func write(_ bytes: [UInt8], _ file: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemTrouble("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    /// The content; `nil` if there is no such file.
    static func read(_ path: String) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        try SystemTrouble.check("open", path, file)
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            guard count >= 0 else { throw SystemTrouble("read", path) }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Self.read(path) ?? [], as: UTF8.self)
    }

    /// What is in a folder, sorted; `nil` if there is no such folder.
    static func names(in path: String) throws -> [String]? {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return nil }
            throw SystemTrouble("list", path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Everything below a folder that is no folder itself and no socket, which holds nothing; by its path from there, sorted.
    static func tree(_ path: String, below prefix: String = "") throws -> [String] {
        try (Self.names(in: path) ?? []).flatMap { name -> [String] in
            let full = "\(path)/\(name)"
            if Self.isSocket(full) { return [] }
            return Self.isFolder(full) ? try Self.tree(full, below: "\(prefix)\(name)/") : ["\(prefix)\(name)"]
        }
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func makeFolder(_ path: String) throws {
        try SystemTrouble.check("make", path, mkdir(path, 0o755))
    }

    static func move(_ from: String, _ to: String) throws {
        try SystemTrouble.check("rename", from, rename(from, to))
    }

    /// Has two files change places in one step.
    static func exchange(_ one: String, _ other: String) throws {
        typealias Call = @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt
        // renameat2 and RENAME_EXCHANGE, which the Glibc module does not show.
        guard let symbol = dlsym(nil, "renameat2") else { throw SystemTrouble("exchange", one) }
        let rename = unsafeBitCast(symbol, to: Call.self)
        try SystemTrouble.check("exchange", one, rename(AT_FDCWD, one, AT_FDCWD, other, 2))
    }

    static func remove(_ path: String) throws {
        try SystemTrouble.check("remove", path, unlink(path))
    }
}

import Glibc
import PromptTesting

/// Does things at random to a real folder, and keeps the trace of them that a tracer would.
struct RandomRun {
    private static let files = ["a", "b", "c", "d/a", "d/b", "e/a", "e/g/a"]
    private static let folders = ["d", "e", "e/g", "f"]

    private(set) var script: ScriptedTrace
    private var random: SeededGenerator
    private var open: [Int32] = []

    init(in root: String, seed: UInt64) {
        self.script = ScriptedTrace(root: root)
        self.random = SeededGenerator(seed: seed)
    }

    /// Does something, which may fail.
    mutating func step() throws {
        switch Int.random(in: 0..<14, using: &self.random) {
        case 0...1: try self.openFile()
        case 2...6: try self.write()
        case 7: try self.resize()
        case 8...9: self.rename(self.any(Self.files), self.any(Self.files))
        case 10: self.rename(self.any(Self.folders), self.any(Self.folders))
        case 11: self.link(self.any(Self.files), self.any(Self.files))
        case 12: self.remove()
        default: self.makeFolder()
        }
    }

    mutating func end() {
        for file in self.open { close(file) }
        self.open = []
    }

    private mutating func any(_ names: [String]) -> String {
        names.randomElement(using: &self.random) ?? ""
    }

    private func real(_ path: String) -> String { "\(self.script.root)/\(path)" }

    private mutating func openFile() throws {
        let path = self.any(Self.files)
        let isEmptied = Bool.random(using: &self.random)
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | (isEmptied ? O_TRUNC : 0)
        let file = Glibc.open(self.real(path), flags, 0o644)
        guard file >= 0 else { return }
        self.script.add("openat", .meta, path, flags: flags)
        self.open.append(file)
    }

    private mutating func write() throws {
        guard let file = try self.anyOpenFile() else { return }
        let path = try self.path(of: file)
        let offset = Int.random(in: 0..<20, using: &self.random)
        let byte = UInt8.random(in: 1...255, using: &self.random)
        let bytes = [UInt8](repeating: byte, count: Int.random(in: 1...10, using: &self.random))
        guard pwrite(file, bytes, bytes.count, offset) == bytes.count else { throw SystemTrouble("write", path) }
        self.script.write(path, bytes, at: offset)
    }

    private mutating func resize() throws {
        guard let file = try self.anyOpenFile() else { return }
        let size = Int.random(in: 0..<20, using: &self.random)
        let path = try self.path(of: file)
        try SystemTrouble.check("resize", path, ftruncate(file, size))
        self.script.resize(path, to: size)
    }

    private mutating func rename(_ old: String, _ new: String) {
        if Glibc.rename(self.real(old), self.real(new)) == 0 { self.script.rename(old, to: new) }
    }

    private mutating func link(_ old: String, _ new: String) {
        if Glibc.link(self.real(old), self.real(new)) == 0 { self.script.link(old, to: new) }
    }

    private mutating func remove() {
        let path = self.any(Self.files + Self.folders)
        if Glibc.remove(self.real(path)) == 0 { self.script.remove(path) }
    }

    private mutating func makeFolder() {
        let path = self.any(Self.folders)
        if mkdir(self.real(path), 0o755) == 0 { self.script.makeFolder(path) }
    }

    /// An open file; not one that lost the name it was opened by and has another.
    ///
    /// Of two such files that had the same name, a trace cannot tell which is meant.
    private mutating func anyOpenFile() throws -> Int32? {
        guard let file = self.open.randomElement(using: &self.random) else { return nil }
        var status = stat()
        try SystemTrouble.check("look at", "an open file", fstat(file, &status))
        return try status.st_nlink > 0 && self.path(of: file).hasSuffix(" (deleted)") ? nil : file
    }

    /// Where an open file is now, as the kernel tells it.
    private func path(of file: Int32) throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/fd/\(file)", &buffer, buffer.count)
        let name = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let path = DiskPath(name, below: self.script.root) else {
            throw SystemTrouble("find the name of", "an open file")
        }
        return "\(path)"
    }
}

import PromptCore

/// A path below the root of a tree, as bytes: two spellings that look alike are two names to a disk.
struct DiskPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(stringLiteral text: String) {
        self.bytes = Array(text.utf8)
    }

    /// The place of an absolute path below `root`, however many slashes stand in them; `nil` if it is not there.
    init?(_ absolute: String, below root: String) {
        let names = Self.split(absolute.utf8)
        let rootNames = Self.split(root.utf8)
        guard names.starts(with: rootNames, by: { $0.elementsEqual($1) }) else { return nil }
        self.bytes = Array(names.dropFirst(rootNames.count).joined(separator: [Self.slash]))
    }

    private static let slash = UInt8(ascii: "/")

    private static func split<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> [Bytes.SubSequence] {
        bytes.split(separator: Self.slash)
    }

    /// The root itself.
    static let root = DiskPath(bytes: [])

    /// For people.
    var description: String { String(decoding: self.bytes, as: UTF8.self) }

    func appending(_ name: FileName) -> DiskPath {
        DiskPath(bytes: self.bytes.isEmpty ? name.bytes : self.bytes + [Self.slash] + name.bytes)
    }

    /// The names that lead to it; `nil` if one of them cannot be a name.
    var names: [FileName]? {
        var names: [FileName] = []
        for part in Self.split(self.bytes) {
            guard let name = FileName(part) else { return nil }
            names.append(name)
        }
        return names
    }

    /// Whether it is SQLite's shared memory, which is written past all system calls and never outlives a crash.
    var isSharedMemory: Bool { self.bytes.suffix(4).elementsEqual("-shm".utf8) }

    /// Calls `body` with the path below the folder `root`, as the system takes it.
    func withPath<Result>(below root: String, _ body: ([CChar]) throws -> Result) rethrows -> Result {
        let below = self.bytes.isEmpty ? [] : [Self.slash] + self.bytes
        return try body((Array(root.utf8) + below + [0]).map { CChar(bitPattern: $0) })
    }
}

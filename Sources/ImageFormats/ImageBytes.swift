// Reading numbers out of bytes; a caller checks the length first, and past the end all bytes are 0.
extension Collection<UInt8> where Index == Int {
    /// An unsigned number of `count` bytes, most significant first, `offset` bytes from the start.
    func bigEndian(at offset: Int, count: Int) -> Int64 {
        self.dropFirst(offset).prefix(count).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// An unsigned number of `count` bytes, least significant first, `offset` bytes from the start.
    func littleEndian(at offset: Int, count: Int) -> Int64 {
        self.dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Whether the ASCII `text` occurs anywhere.
    func contains(_ text: String) -> Bool {
        self.indices.contains { self[$0...].starts(with: text.utf8) }
    }
}

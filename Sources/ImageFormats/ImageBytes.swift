// Reading numbers and names out of bytes; a caller checks the length first, and bytes past the end are left out.
extension ArraySlice<UInt8> {
    /// An unsigned number of `count` bytes, most significant first, `offset` bytes from the start.
    func bigEndian(at offset: Int, count: Int) -> Int64 {
        var number: Int64 = 0
        for byte in self.part(at: offset, count: count) { number = number << 8 | Int64(byte) }
        return number
    }

    /// An unsigned number of `count` bytes, least significant first, `offset` bytes from the start.
    func littleEndian(at offset: Int, count: Int) -> Int64 {
        var number: Int64 = 0
        for byte in self.part(at: offset, count: count).reversed() { number = number << 8 | Int64(byte) }
        return number
    }

    /// The four characters at `offset`, which name a chunk or a box.
    func code(at offset: Int) -> String { String(decoding: self.part(at: offset, count: 4), as: UTF8.self) }

    /// The byte `offset` bytes from the start, which must be there.
    func byte(_ offset: Int) -> UInt8 { self[self.startIndex + offset] }

    private func part(at offset: Int, count: Int) -> ArraySlice<UInt8> { self.dropFirst(offset).prefix(count) }
}

extension Array<UInt8> {
    /// Whether the ASCII `text` occurs anywhere.
    func contains(_ text: String) -> Bool {
        self.indices.contains { self[$0...].starts(with: text.utf8) }
    }
}

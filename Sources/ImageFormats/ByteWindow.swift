/// How much of a file is held at once.
private let pieceSize = 65_536

/// A file, seen through a piece of it that is held in memory: a walk costs one read for each piece, not one for each
/// number.
///
/// Who walks forward only costs at most one read for each 64 KiB, less the few bytes of a structure that lies across the
/// border of two pieces, whatever the file's structures say. A copy is a second window on the same file.
struct ByteWindow<Failure: Error> {
    /// The file's size in bytes.
    let size: Int64
    private let read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    private var start: Int64 = 0
    private var piece: [UInt8] = []

    init(size: Int64, read: @escaping (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]) {
        self.size = size
        self.read = read
    }

    /// The `count` bytes from `offset` on, of which there may be at most a few thousand; fewer only at the file's end.
    mutating func bytes(at offset: Int64, count: Int) throws(Failure) -> ArraySlice<UInt8> {
        guard offset >= 0, offset < self.size else { return [] }
        let wanted = Int(min(Int64(count), self.size - offset))
        if offset < self.start || offset - self.start > Int64(self.piece.count - wanted) {
            self.piece = try self.read(offset, Int(min(Int64(pieceSize), self.size - offset)))
            self.start = offset
        }
        let first = Int(offset - self.start)
        return self.piece[first..<min(first + wanted, self.piece.count)]
    }

    /// As many bytes from `offset` on as one piece has; none only at the file's end.
    mutating func rest(at offset: Int64) throws(Failure) -> ArraySlice<UInt8> {
        let found = try self.bytes(at: offset, count: 1)
        return found.isEmpty ? found : self.piece[found.startIndex...]
    }

    /// The byte at `offset`, or `nil` past the end.
    mutating func byte(at offset: Int64) throws(Failure) -> UInt8? {
        try self.bytes(at: offset, count: 1).first
    }
}

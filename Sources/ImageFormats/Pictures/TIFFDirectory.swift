/// The facts of one page of a TIFF file, as far as they say whether its data is there.
struct TIFFDirectory {
    /// A list of numbers somewhere in the file.
    struct Numbers {
        let offset: Int64
        let count: Int64
        /// Bytes a number: 2 or 4.
        let width: Int
    }

    private(set) var width: Int64 = 0
    private(set) var height: Int64 = 0
    /// Where the strips or tiles begin, if there are any.
    private(set) var offsets: Numbers?
    /// How long they are.
    private(set) var lengths: Numbers?
    /// Where the next page's directory is; 0 if this is the last.
    private(set) var next: Int64 = 0
    /// The bytes of the directory and of the lists that `hasAllData` reads.
    private(set) var structureSize: Int64 = 0

    /// Bytes a value by its type, 1 to 13.
    private static let valueSizes: [Int64] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]

    /// Reads the directory at `offset`; `nil` if the file ends before it or one of its values does.
    static func read<Failure: Error>(
        at offset: Int64,
        _ order: TIFFOrder,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> TIFFDirectory? {
        let count = order.number(try window.bytes(at: offset, count: 2), at: 0, count: 2)
        let end = offset + 2 + count * 12
        guard end + 4 <= window.size else { return nil }
        var directory = TIFFDirectory()
        directory.structureSize = 6 + count * 12
        for entry in stride(from: offset + 2, to: end, by: 12) {
            let bytes = try window.bytes(at: entry, count: 12)
            guard directory.add(bytes, at: entry, order, size: window.size) else { return nil }
        }
        directory.next = order.number(try window.bytes(at: end, count: 4), at: 0, count: 4)
        return directory
    }

    /// Takes the entry that `bytes` are; `false` if the file ends before its value does.
    private mutating func add(_ bytes: ArraySlice<UInt8>, at place: Int64, _ order: TIFFOrder, size: Int64) -> Bool {
        let type = Int(order.number(bytes, at: 2, count: 2))
        // A type that is not known may be of a later standard.
        guard bytes.count == 12, Self.valueSizes.indices.contains(type) else { return bytes.count == 12 }
        let count = order.number(bytes, at: 4, count: 4)
        let valueSize = Self.valueSizes[type]
        let isInline = count * valueSize <= 4
        let offset = isInline ? place + 8 : order.number(bytes, at: 8, count: 4)
        guard offset + count * valueSize <= size else { return false }
        let numbers = Numbers(offset: offset, count: count, width: Int(valueSize))
        let isNumber = (type == 3 || type == 4) && count > 0
        switch order.number(bytes, at: 0, count: 2) {
        case 256 where isNumber: self.width = order.number(bytes, at: 8, count: numbers.width)
        case 257 where isNumber: self.height = order.number(bytes, at: 8, count: numbers.width)
        // Strips, or tiles.
        case 273 where isNumber, 324 where isNumber: self.offsets = numbers
        case 279 where isNumber, 325 where isNumber: self.lengths = numbers
        default: return true
        }
        if !isInline { self.structureSize += count * valueSize }
        return true
    }

    /// Whether every strip or tile ends before the file does.
    func hasAllData<Failure: Error>(
        _ order: TIFFOrder,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> Bool {
        guard let offsets = self.offsets, let lengths = self.lengths else { return true }
        // Two lists are read side by side: each has a window of its own.
        var offsetWindow = window
        for index in 0..<min(offsets.count, lengths.count) {
            let place = offsets.offset + index * Int64(offsets.width)
            let start = order.number(
                try offsetWindow.bytes(at: place, count: offsets.width),
                at: 0,
                count: offsets.width
            )
            let lengthPlace = lengths.offset + index * Int64(lengths.width)
            let length = order.number(
                try window.bytes(at: lengthPlace, count: lengths.width),
                at: 0,
                count: lengths.width
            )
            guard start + length <= window.size else { return false }
        }
        return true
    }
}

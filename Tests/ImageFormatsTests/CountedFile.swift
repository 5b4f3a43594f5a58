import ImageFormats

/// A file that counts how it is read.
final class CountedFile {
    private let bytes: [UInt8]
    private(set) var reads = 0
    private(set) var bytesRead = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `start`, then `unit` as often as it fits into `size` bytes.
    convenience init(_ start: [UInt8], filledWith unit: [UInt8], size: Int) {
        var bytes = start
        bytes.reserveCapacity(size)
        while bytes.count + unit.count <= size { bytes += unit }
        self.init(bytes)
    }

    var size: Int { self.bytes.count }

    func inspect() -> ImageInspection {
        .inspect(size: Int64(self.bytes.count)) { offset, count in
            let read = Array(self.bytes[Int(offset)..<min(Int(offset) + count, self.bytes.count)])
            self.reads += 1
            self.bytesRead += read.count
            return read
        }
    }
}

extension ImageInspection {
    /// What memory holds turned out to be.
    static func inspect(_ bytes: [UInt8]) -> ImageInspection { CountedFile(bytes).inspect() }

    /// Why it is called damaged or cut off, if it is.
    var reason: String? {
        if case .truncated(_, let reason) = self { reason } else { nil }
    }

    var isComplete: Bool {
        if case .complete = self { true } else { false }
    }
}

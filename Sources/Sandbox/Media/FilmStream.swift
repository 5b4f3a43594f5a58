/// A film in H.264 that any player shows: one picture whose blocks stand there as they are, and a bar along its lower edge
/// that grows from frame to frame while all else is skipped.
///
/// Written by ITU-T H.264: 7.3 has the syntax, 7.4 what it means.
struct FilmStream: Sendable {
    /// The units that describe the film.
    let sequence: [UInt8]
    let picture: [UInt8]
    /// A unit for each frame.
    private(set) var frames: [[UInt8]] = []

    private static let baseline: UInt8 = 66
    private static let level: UInt8 = 31
    /// The block types that are not compressed; between pictures there are five others before them.
    private static let plain = 25
    private static let plainBetween = 30
    /// Bright, without colour.
    private static let bar = [UInt8](repeating: 235, count: 256) + [UInt8](repeating: 128, count: 128)

    init(_ frame: FilmFrame, count: Int) {
        let (columns, rows) = (frame.size.width / FilmFrame.block, frame.size.height / FilmFrame.block)
        self.sequence = Self.unit(0x67, Self.sequence(columns, rows))
        self.picture = Self.unit(0x68, Self.parameters())
        self.frames.append(Self.unit(0x65, Self.first(frame, columns, rows)))
        for number in 1..<max(1, count) {
            let new = (number * columns / count)..<((number + 1) * columns / count)
            self.frames.append(Self.unit(0x41, Self.next(number, new: new, columns, rows)))
        }
    }

    private static func sequence(_ columns: Int, _ rows: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append([Self.baseline, 0xC0, Self.level])
        bits.number(0)
        // Frames are numbered with eight bits, come in the order they are shown, and look back at one.
        for value in [4, 2, 1] { bits.number(value) }
        bits.put(0, bits: 1)
        bits.number(columns - 1)
        bits.number(rows - 1)
        // Whole frames, not cropped, and no more said of them.
        bits.put(0b1100, bits: 4)
        bits.end()
        return bits.bytes
    }

    private static func parameters() -> [UInt8] {
        var bits = BitWriter()
        for _ in 0..<2 { bits.number(0) }
        bits.put(0, bits: 2)
        for _ in 0..<3 { bits.number(0) }
        bits.put(0, bits: 3)
        for _ in 0..<3 { bits.number(0) }
        // The edges of blocks are as each slice says.
        bits.put(0b100, bits: 3)
        bits.end()
        return bits.bytes
    }

    private static func first(_ frame: FilmFrame, _ columns: Int, _ rows: Int) -> [UInt8] {
        var bits = BitWriter()
        for value in [0, 7, 0] { bits.number(value) }
        bits.put(0, bits: 8)
        bits.number(0)
        bits.put(0, bits: 2)
        // The usual quality, and edges left as they are.
        for value in [0, 1] { bits.number(value) }
        for row in 0..<rows {
            for column in 0..<columns {
                bits.number(Self.plain)
                bits.align()
                bits.append(frame.block(column, row))
            }
        }
        bits.end()
        return bits.bytes
    }

    /// A frame that is the one before it but for the columns `new` of its lowest row.
    private static func next(_ number: Int, new: Range<Int>, _ columns: Int, _ rows: Int) -> [UInt8] {
        var bits = BitWriter()
        for value in [0, 5, 0] { bits.number(value) }
        bits.put(number % 256, bits: 8)
        bits.put(0, bits: 3)
        for value in [0, 1] { bits.number(value) }
        let start = (rows - 1) * columns
        var skipped = start + new.lowerBound
        for _ in new {
            bits.number(skipped)
            bits.number(Self.plainBetween)
            bits.align()
            bits.append(Self.bar)
            skipped = 0
        }
        if !new.isEmpty { skipped = columns - new.upperBound }
        if new.isEmpty { skipped = columns * rows }
        if skipped > 0 { bits.number(skipped) }
        bits.end()
        return bits.bytes
    }

    /// A unit with its head, in which no bytes look like the beginning of another.
    private static func unit(_ head: UInt8, _ content: [UInt8]) -> [UInt8] {
        var unit = [head]
        unit.reserveCapacity(content.count + 16)
        var zeros = 0
        for byte in content {
            if zeros >= 2, byte <= 3 {
                unit.append(3)
                zeros = 0
            }
            unit.append(byte)
            zeros = byte == 0 ? zeros + 1 : 0
        }
        return unit
    }
}

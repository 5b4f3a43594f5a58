import CZlib

/// Writes pictures of at most 256 colours as PNG files.
enum PNGEncoder {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// A whole file.
    ///
    /// `nextRow` is called for each row from the top, and returns its palette indices, or `nil` if it is the same as
    /// the row above.
    ///
    /// - Throws: `SandboxError` if zlib runs out of memory.
    static func encode(
        size: PixelSize,
        palette: [UInt8],
        // The rows are alike, so that more effort would not make the file much smaller.
        level: Int32 = 1,
        nextRow: (_ y: Int) -> [UInt8]?
    ) throws(SandboxError) -> [UInt8] {
        // One filter byte before each row: 2 ("up") and zeros repeat the row above, 0 takes the row as it is.
        let stride = size.width + 1
        var raw = [UInt8](repeating: 0, count: stride * size.height)
        for y in 0..<size.height {
            if let row = nextRow(y), row.count == size.width {
                unsafe raw.withUnsafeMutableBytes { target in
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[(y * stride + 1)..<((y + 1) * stride)])
                        .copyBytes(from: row)
                }
            } else {
                raw[y * stride] = 2
            }
        }
        var file = Self.signature
        let header = Self.bigEndian(size.width) + Self.bigEndian(size.height) + [8, 3, 0, 0, 0]
        Self.append("IHDR", header, to: &file)
        Self.append("PLTE", palette, to: &file)
        Self.append("IDAT", try Self.deflate(raw, level), to: &file)
        Self.append("IEND", [], to: &file)
        return file
    }

    /// Bytes that a plain picture of any size the model knows has room in.
    static let plainBytes = 20_000
    static let largestPlain = 1 << 28

    /// A picture in one colour, made `bytes` long by a chunk that no program looks at.
    ///
    /// - Throws: `SandboxError` if `bytes` are not enough, or if zlib runs out of memory.
    static func plain(size: PixelSize, bytes: Int) throws(SandboxError) -> [UInt8] {
        var file = try Self.encode(size: size, palette: [0x80, 0x90, 0xA0], level: 9) { y in
            y == 0 ? [UInt8](repeating: 0, count: size.width) : nil
        }
        let end = file.suffix(12)
        let room = bytes - file.count - 12
        guard room >= 0 else {
            throw SandboxError(
                .picture,
                "A picture of \(size) takes \(file.count + 12) bytes: allow it more than \(bytes)."
            )
        }
        file.removeLast(end.count)
        Self.append("paDd", [UInt8](repeating: 0x5A, count: room), to: &file)
        return file + end
    }

    private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
        let body = Array(type.utf8) + data
        file += Self.bigEndian(data.count)
        file += body
        file += Self.bigEndian(Int(Checksum.crc32(of: body)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func deflate(_ raw: [UInt8], _ level: Int32) throws(SandboxError) -> [UInt8] {
        var length = compressBound(uLong(raw.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        let status = unsafe compress2(&packed, &length, raw, uLong(raw.count), level)
        guard status == Z_OK else {
            throw SandboxError(
                .picture,
                "The picture could not be compressed (zlib status \(status)): free some memory and ask for it again."
            )
        }
        packed.removeLast(packed.count - Int(length))
        return packed
    }
}

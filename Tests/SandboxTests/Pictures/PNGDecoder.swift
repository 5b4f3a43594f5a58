import CZlib
import Testing

@testable import Sandbox

/// A PNG file taken apart again, with nothing of the encoder's.
struct PNGDecoder {
    let width: Int
    let height: Int
    let paletteCount: Int
    /// Palette indices, row by row.
    let pixels: [UInt8]

    init(_ file: [UInt8]) throws {
        try #require(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var chunks: [(type: String, data: [UInt8])] = []
        var place = 8
        while place < file.count {
            try #require(file.count >= place + 12)
            let length = Self.number(file[place..<(place + 4)])
            try #require(file.count >= place + 12 + length)
            let body = Array(file[(place + 4)..<(place + 8 + length)])
            let sum = Self.number(file[(place + 8 + length)..<(place + 12 + length)])
            try #require(Int(crc32(0, body, uInt(body.count))) == sum)
            chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
            place += 12 + length
        }
        // In small letters begins what a program may pass over.
        let needed = chunks.map(\.type).filter { $0.first?.isUppercase == true }
        try #require(needed == ["IHDR", "PLTE", "IDAT", "IEND"])
        let header = chunks[0].data
        try #require(Array(header.dropFirst(8)) == [8, 3, 0, 0, 0])
        (self.width, self.height) = (Self.number(header[0..<4]), Self.number(header[4..<8]))
        self.paletteCount = chunks[1].data.count / 3
        let size = (self.width + 1) * self.height
        var raw = [UInt8](repeating: 0, count: size + 1)
        var length = uLong(raw.count)
        try #require(uncompress(&raw, &length, chunks[2].data, uLong(chunks[2].data.count)) == Z_OK)
        try #require(Int(length) == size)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(self.width * self.height)
        for y in 0..<self.height {
            let start = y * (self.width + 1)
            let row = raw[(start + 1)..<(start + 1 + self.width)]
            if raw[start] == 0 {
                pixels += row
            } else {
                // The encoder uses "up" for rows that repeat the one above only.
                try #require(raw[start] == 2 && y > 0 && row.first == 0)
                pixels += Array(pixels[(pixels.count - self.width)...])
            }
        }
        self.pixels = pixels
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}

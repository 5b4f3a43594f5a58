import CZlib

/// Checksums by zlib.
enum Checksum {
    static func crc32(of bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: unsafe CZlib.crc32(0, bytes, uInt(bytes.count)))
    }

    static func adler32(of bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: unsafe CZlib.adler32(1, bytes, uInt(bytes.count)))
    }
}

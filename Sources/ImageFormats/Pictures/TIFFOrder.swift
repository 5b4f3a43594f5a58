/// The order in which a TIFF file writes the bytes of its numbers.
struct TIFFOrder {
    let isLittle: Bool

    func number(_ bytes: ArraySlice<UInt8>, at offset: Int, count: Int) -> Int64 {
        self.isLittle ? bytes.littleEndian(at: offset, count: count) : bytes.bigEndian(at: offset, count: count)
    }
}

/// MP4: boxes with a size each; the last must end where the file ends.
enum MP4Inspector {
    /// Brands of still pictures in the same container, which promptd does not know.
    private static let stillBrands = ["avif", "avis", "heic", "heix", "mif1", "msf1"]

    static func inspect<Failure: Error>(
        size: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImageInspection {
        let brand = String(decoding: try read(8, 4), as: UTF8.self)
        guard !Self.stillBrands.contains(brand) else { return .unrecognised }
        var offset: Int64 = 0
        var types: Set<String> = []
        while offset < size {
            let box = try read(offset, 16)
            guard box.count >= 8 else { return .endsEarly("MP4", in: "data") }
            var length = box.bigEndian(at: 0, count: 4)
            // 1: the size is in the next eight bytes. 0: to the end of the file.
            if length == 1 {
                length = box.count == 16 ? box.bigEndian(at: 8, count: 8) : 0
            } else if length == 0 {
                length = size - offset
            }
            guard length >= 8 else { return .truncated("the MP4 has a box without a size at byte \(offset)") }
            guard length <= size - offset else { return .endsEarly("MP4", in: "data") }
            types.insert(String(decoding: box[4..<8], as: UTF8.self))
            offset += length
        }
        guard types.isSuperset(of: ["moov", "mdat"]) || types.contains("moof") else {
            return .truncated("the MP4 has no video in it")
        }
        return .complete(ImageFacts(format: .mp4))
    }
}

/// Tiny films, sounds and scenes of each format, as far as their structure goes.
enum SampleMedia {
    static func film(_ brand: String) -> [UInt8] {
        SampleImages.box("ftyp", Array("\(brand)\0\0\0\0isom".utf8)) + SampleImages.box("moov", [1, 2])
            + SampleImages.box("mdat", [3, 4, 5])
    }

    static let mp4 = film("isom")
    static let fragment = SampleImages.box("moof", [1, 2]) + SampleImages.box("mdat", [3, 4, 5])

    static let wav = SampleImages.riff(
        "WAVE",
        SampleImages.riffChunk("fmt ", [UInt8](repeating: 1, count: 16)) + SampleImages.riffChunk("data", [1, 2, 3])
    )

    static let flac = Array("fLaC".utf8) + [0, 0, 0, 2, 5, 5] + [0x84, 0, 0, 1, 0] + [0xFF, 0xF8, 1, 2, 3]

    static func oggPage(_ flags: UInt8, _ segments: [[UInt8]]) -> [UInt8] {
        Array("OggS".utf8) + [0, flags] + [UInt8](repeating: 0, count: 20) + [UInt8(segments.count)]
            + segments.map { UInt8($0.count) } + segments.flatMap(\.self)
    }

    static let oggStart = oggPage(2, [Array("OpusHead".utf8) + [1, 2]])
    static let ogg = oggStart + oggPage(0, [[1, 2], [3]]) + oggPage(4, [[5, 6, 7]])

    static let glb =
        Array("glTF".utf8) + SampleImages.little(2, 4) + SampleImages.little(24, 4)
        + SampleImages.little(4, 4) + Array("JSON{}  ".utf8)

    /// 96 bytes: 32 kilobits and 48,000 samples a second.
    static let mp3Frame: [UInt8] = [0xFF, 0xFB, 0x14, 0] + [UInt8](repeating: 5, count: 92)
    static let mp3Tag = Array("ID3".utf8) + [4, 0, 0, 0, 0, 1, 2] + [UInt8](repeating: 0, count: 130)
    static let mp3 = mp3Tag + mp3Frame + mp3Frame

    static func element(_ id: [UInt8], _ data: [UInt8]) -> [UInt8] {
        id + [0x40 | UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
    }

    static func ebml(_ documentType: String) -> [UInt8] {
        let type = self.element([0x42, 0x82], Array(documentType.utf8))
        return self.element([0x1A, 0x45, 0xDF, 0xA3], [0x42, 0x86, 0x81, 1] + type)
    }

    static let segment: [UInt8] = [0x18, 0x53, 0x80, 0x67]
    static let endless: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    static let segmentData = element([0xEC], [0, 0, 0]) + element([0x1F, 0x43, 0xB6, 0x75], [1, 2, 3])
    static let webm = ebml("webm") + element(segment, segmentData)
    static let matroska = ebml("matroska\0\0") + element(segment, segmentData)
    /// As a program writes it to a pipe.
    static let openWebM = ebml("webm") + segment + endless + segmentData
}

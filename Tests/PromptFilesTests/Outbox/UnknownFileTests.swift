import Crypto
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// What is whole is delivered, whatever it is; what nobody knows has to come twice.
struct UnknownFileTests {
    private static let cut = Array(SamplePicture.png().dropLast(6))
    private static let unknown = Array("8SVX, a sound of 1985".utf8)

    private let folder: TemporaryFolder
    private let name: OutputName
    private let job = JobID.sample

    init() throws {
        self.folder = try TemporaryFolder()
        self.name = try OutputName(stem: [Array("sunset".utf8)])
    }

    private var staging: StagingFolder {
        get throws {
            try ResultPlace(outbox: try Outbox(at: self.folder.path), name: self.name, job: self.job).staging()
        }
    }

    private var staged: [String] { get throws { try self.folder.names(in: self.name.stagingName(self.job.rawValue)) } }

    /// Fetches `bytes` as a process that has just started does.
    private func fetch(_ bytes: [UInt8], declared: String? = nil, index: Int = 0) async throws -> StagedFile.Finished {
        let file = try self.staging.file(index, present: self.staging.names())
        try await file.begin(at: 0, validator: "\"v\"")
        try await file.write(bytes)
        return try await file.finish(declared: declared) { .named("sunset-1.\($0)") }
    }

    private func refuse(_ bytes: [UInt8], index: Int = 0) async throws -> String {
        let unusable = await #expect(throws: StagedFile.UnusableError.self) {
            try await self.fetch(bytes, index: index)
        }
        return try #require(unusable).reason
    }

    @Test(arguments: [
        (Self.cut, "ends early", []), (Self.unknown, "no kind that promptd knows", [".part-1.seen"]),
    ])
    func refusesAndDiscardsWhatComesFirst(bytes: [UInt8], reason: String, left: [String]) async throws {
        #expect(try await self.refuse(bytes).contains(reason))
        #expect(try self.staged == left)
        #expect(try await self.staging.file(0, present: self.staging.names()).resumePoint() == nil)
        let picture = try await self.fetch(SamplePicture.png())
        #expect(picture.file.mediaType == "image/png")
        #expect(picture.warning == nil)
    }

    @Test(arguments: [
        (nil, "bin", "application/octet-stream"), ("8svx", "bin", "application/octet-stream"),
        ("exr", "exr", "image/x-exr"), ("image/avif", "avif", "image/avif"), ("exe", "bin", "application/octet-stream"),
    ])
    func takesWhatComesTwice(declared: String?, ext: String, mediaType: String) async throws {
        _ = try await self.refuse(Self.unknown)
        let finished = try await self.fetch(Self.unknown, declared: declared)
        let file = CollectedFile(
            name: "sunset-1.\(ext)",
            bytes: Int64(Self.unknown.count),
            sha256: StagedFile.hexadecimal(SHA256.hash(data: Self.unknown)),
            mediaType: mediaType,
            width: nil,
            height: nil
        )
        #expect(finished.file == file)
        #expect(
            finished.warning == "sunset-1.\(ext): its kind is not known to promptd; delivered as it came"
        )
        let path = "\(self.name.stagingName(self.job.rawValue))/sunset-1.\(ext)"
        #expect(try self.folder.bytes(of: path) == Self.unknown)
    }

    /// Catches half a picture that is delivered because it was cut at the same place again.
    @Test func neverTakesACutPicture() async throws {
        for _ in 0..<4 { #expect(try await self.refuse(Self.cut).contains("ends early")) }
        #expect(try self.staged == [])
    }

    /// The same size is not the same bytes, another place is another file, and what came before the last does not count.
    @Test func onlyTheVeryLastBytesCountAsSeen() async throws {
        var other = Self.unknown
        other[0] ^= 1
        _ = try await self.refuse(Self.unknown)
        _ = try await self.refuse(Self.unknown, index: 1)
        _ = try await self.refuse(other)
        _ = try await self.refuse(Self.unknown)
        #expect(try await self.fetch(Self.unknown).file.name == "sunset-1.bin")
    }

    /// Should the file be lost before it is published, fetching it once is enough.
    @Test func staysSeenUntilItIsPublished() async throws {
        _ = try await self.refuse(Self.unknown)
        let first = try await self.fetch(Self.unknown)
        try self.folder.remove("\(self.name.stagingName(self.job.rawValue))/\(first.file.name)")
        #expect(try await self.fetch(Self.unknown) == first)
        _ = try await self.refuse(Self.cut, index: 1)
        #expect(try self.staging.publish([first.file.name]) == "sunset")
        #expect(try self.folder.names(in: "sunset") == ["sunset-1.bin"])
    }

    /// Nobody pays for nothing, or for a page that says so.
    @Test(arguments: [[], Array("<html>no</html>".utf8), Array(#"{"error": "expired"}"#.utf8)] as [[UInt8]])
    func neverTakesAnErrorPage(bytes: [UInt8]) async throws {
        for _ in 0..<3 { #expect(try await self.refuse(bytes).isEmpty == false) }
        #expect(try self.staged.filter { $0 != ".part-1.seen" } == [])
    }

    @Test(arguments: [(1, "1 byte follows its end"), (12, "12 bytes follow its end")])
    func takesAWholePictureWithSomethingBehindItsEnd(count: Int, remark: String) async throws {
        let bytes = SamplePicture.png() + [UInt8](repeating: 0, count: count)
        let finished = try await self.fetch(bytes)
        #expect(finished.warning == "sunset-1.png: \(remark)")
        #expect(finished.file.bytes == Int64(bytes.count))
        #expect(finished.file.width == 64)
        #expect(try self.staged == ["sunset-1.png"])
    }

    /// What is in the note's place may be anything.
    @Test(arguments: ["", "21 ", String(repeating: "9", count: 5000)])
    func aNoteThatCannotBeIsNone(note: String) async throws {
        _ = try self.staging
        try self.folder.write(note, to: "\(self.name.stagingName(self.job.rawValue))/.part-1.seen")
        _ = try await self.refuse(Self.unknown)
        #expect(try await self.fetch(Self.unknown).file.name == "sunset-1.bin")
    }

    /// The note needs room; what is refused gives it some.
    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func aFullDiskHasRoomForTheNote() async throws {
        let mount = try SmallFileSystem(at: self.folder.path, kilobytes: 256)
        let file = try self.staging.file(0, present: self.staging.names())
        try await file.begin(at: 0, validator: nil)
        try await file.write([UInt8](repeating: 7, count: 100_000))
        let free = try self.staging.folder.freeBytes()
        try self.folder.write([UInt8](repeating: 0, count: Int(free)), to: "ballast")
        #expect(try self.staging.folder.freeBytes() == 0, "\(mount.path)")
        await #expect(throws: StagedFile.UnusableError.self) { try await file.finish { .named("sunset-1.\($0)") } }
        #expect(try self.staged == [".part-1.seen"])
    }
}

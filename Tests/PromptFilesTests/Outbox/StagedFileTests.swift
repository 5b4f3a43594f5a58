import Crypto
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct StagedFileTests {
    private let folder: TemporaryFolder
    private let name: OutputName
    private let job = JobID.sample

    init() throws {
        self.folder = try TemporaryFolder()
        self.name = try OutputName(stem: [Array("sunset".utf8)])
    }

    /// The staging folder as a process that has just started opens it.
    private func opened() throws -> StagedFile {
        let place = ResultPlace(outbox: try Outbox(at: self.folder.path), name: self.name, job: self.job)
        let staging = try place.staging()
        return try staging.file(0, present: staging.names())
    }

    private var staged: [String] { get throws { try self.folder.names(in: self.name.stagingName(self.job.rawValue)) } }

    private func finish(_ file: StagedFile) async throws -> CollectedFile {
        let finished = try await file.finish { .named("sunset-1.\($0)") }
        #expect(finished.warning == nil)
        return finished.file
    }

    private func collected(_ bytes: [UInt8]) -> CollectedFile {
        CollectedFile(
            name: "sunset-1.png",
            bytes: Int64(bytes.count),
            sha256: SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
            mediaType: "image/png",
            width: 64,
            height: 48
        )
    }

    @Test func storesWhatArrivesAndSaysWhatItIs() async throws {
        let picture = SamplePicture.png(padding: 200_000)
        let file = try self.opened()
        #expect(try await file.resumePoint() == nil)
        try await file.begin(at: 0, validator: nil)
        for start in stride(from: 0, to: picture.count, by: 65_537) {
            try await file.write(Array(picture[start..<min(start + 65_537, picture.count)]))
        }
        #expect(try await self.finish(file) == self.collected(picture))
        #expect(try self.staged == ["sunset-1.png"])
        let path = "\(self.name.stagingName(self.job.rawValue))/sunset-1.png"
        #expect(try self.folder.bytes(of: path) == picture)
    }

    @Test func goesOnWithinTheProcess() async throws {
        let picture = SamplePicture.png(padding: 1000)
        let file = try self.opened()
        try await file.begin(at: 0, validator: "\"v 1\"")
        try await file.write(Array(picture[..<600]))
        #expect(try await file.resumePoint() == ResumePoint(offset: 600, validator: "\"v 1\""))
        try await file.begin(at: 600, validator: "\"v 1\"")
        try await file.write(Array(picture[600...]))
        #expect(try await self.finish(file) == self.collected(picture))
    }

    /// What lies behind the last flush is not to be trusted after a power cut, whatever the file's size says.
    @Test(arguments: ["\"v 1\"", String(repeating: "v", count: 5000)])
    func goesOnAfterARestartFromTheLastFlushOnly(validator: String) async throws {
        let picture = SamplePicture.png(padding: 10 << 20)
        let first = try self.opened()
        try await first.begin(at: 0, validator: validator)
        for part in 0..<9 { try await first.write(Array(picture[(part << 20)..<((part + 1) << 20)])) }
        let part = "\(self.name.stagingName(self.job.rawValue))/.part-1"
        try self.folder.append("what the disk made of the rest", to: .init(part))

        let second = try self.opened()
        #expect(try await second.resumePoint() == ResumePoint(offset: 8 << 20, validator: validator))
        try await second.begin(at: 8 << 20, validator: validator)
        try await second.write(Array(picture[(8 << 20)...]))
        #expect(try await self.finish(second) == self.collected(picture))
        #expect(try self.staged == ["sunset-1.png"])
    }

    /// Without a strong ETag nobody can tell whether the rest belongs to the same file.
    @Test(arguments: [nil, "\"v\""])
    func startsOverAfterARestartWithoutAFlush(validator: String?) async throws {
        let first = try self.opened()
        try await first.begin(at: 0, validator: validator)
        try await first.write([1, 2, 3])
        if validator == nil { #expect(try await first.resumePoint() == nil) }
        let second = try self.opened()
        #expect(try await second.resumePoint() == nil)
        try await second.begin(at: 0, validator: nil)
        try await second.write(SamplePicture.png())
        #expect(try await self.finish(second) == self.collected(SamplePicture.png()))
    }

    @Test(arguments: ["", "5", "x \"v\"", "0 \"v\"", "-3 \"v\"", "11 \"v\"", "99999999999999999999 \"v\""])
    func startsOverFromACheckpointThatCannotBe(checkpoint: String) async throws {
        let file = try self.opened()
        let staging = self.name.stagingName(self.job.rawValue)
        try self.folder.write("ten bytes.", to: "\(staging)/.part-1")
        try self.folder.write(checkpoint, to: "\(staging)/.part-1.etag")
        #expect(try await file.resumePoint() == nil)
    }

    @Test func replacesAFileLeftByAnEarlierProcess() async throws {
        let file = try self.opened()
        try self.folder.write("old", to: "\(self.name.stagingName(self.job.rawValue))/sunset-1.png")
        try await file.begin(at: 0, validator: nil)
        try await file.write(SamplePicture.png())
        #expect(try await self.finish(file) == self.collected(SamplePicture.png()))
    }

    /// Bytes at a place that was not offered would leave a hole, or a file hashed wrongly.
    @Test(arguments: [2, 4] as [Int64])
    func refusesToGoOnElsewhere(offset: Int64) async throws {
        let file = try self.opened()
        try await file.begin(at: 0, validator: "\"v\"")
        try await file.write([1, 2, 3])
        await #expect(throws: FileError.self) { try await file.begin(at: offset, validator: "\"v\"") }
        let fresh = try self.opened()
        await #expect(throws: FileError.self) { try await fresh.write([1]) }
        await #expect(throws: FileError.self) { try await self.finish(fresh) }
    }

    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func goesOnWhenAFullDiskHasRoomAgain() async throws {
        let mount = try SmallFileSystem(at: self.folder.path, kilobytes: 512)
        try self.folder.write([UInt8](repeating: 0, count: 300_000), to: "ballast")
        let picture = SamplePicture.png(padding: 300_000)
        let file = try self.opened()
        try await file.begin(at: 0, validator: "\"v\"")
        let failure = await #expect(throws: FileError.self) {
            for start in stride(from: 0, to: picture.count, by: 50_000) {
                try await file.write(Array(picture[start..<min(start + 50_000, picture.count)]))
            }
        }
        #expect(failure?.kind == .full, "\(mount.path)")
        try self.folder.remove("ballast")
        let point = try #require(try await file.resumePoint())
        try await file.begin(at: point.offset, validator: point.validator)
        try await file.write(Array(picture[Int(point.offset)...]))
        #expect(try await self.finish(file) == self.collected(picture))
    }
}

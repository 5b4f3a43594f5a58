import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// The copies of a prompt's files in its job's folder.
struct StagingInputTests {
    private let outbox: TemporaryFolder
    private let staging: StagingFolder
    private let path: String

    init() throws {
        self.outbox = try TemporaryFolder()
        let name = try OutputName(stem: [Array("sunset".utf8)])
        self.staging = try ResultPlace(outbox: try Outbox(at: self.outbox.path), name: name, job: .sample).staging()
        self.path = ".sunset.\(JobID.sample)/inputs"
    }

    private func add(_ name: String, _ bytes: [UInt8]) throws -> (facts: InputCopy.Facts, file: InputFile) {
        let copy = try self.staging.addInput(name, count: Int64(bytes.count))
        try copy.write(Array(bytes.prefix(7)), at: 0)
        try copy.write(Array(bytes.dropFirst(7)), at: 7)
        let facts = try copy.finish()
        try self.staging.flushInputs()
        let file = InputFile(
            member: "image",
            position: nil,
            written: name,
            name: name,
            path: .at(name),
            sha256: facts.sha256,
            bytes: facts.bytes,
            mediaType: facts.mediaType ?? "",
            isOwn: false,
            inode: 1,
            modified: 1
        )
        return (facts, file)
    }

    /// Catches facts that are not the copy's own.
    @Test func aCopyTellsWhatItIs() throws {
        let facts = try self.add("ref.png", SamplePicture.png()).facts
        #expect(facts.mediaType == "image/png" && facts.width == 64 && facts.height == 48 && facts.damage == nil)
        #expect(facts.bytes == Int64(SamplePicture.png().count))
        #expect(try self.outbox.bytes(of: "\(self.path)/ref.png") == SamplePicture.png())
        let cut = try self.add("cut.png", Array(SamplePicture.png().dropLast(8))).facts
        #expect(cut.mediaType == "image/png" && cut.damage != nil)
        let text = try self.add("text.png", Array("plain text, and no picture at all".utf8)).facts
        #expect(text.mediaType == nil)
    }

    /// Catches bytes that were changed after they were taken, and are sent.
    @Test func onlyTheVeryBytesAreOpened() async throws {
        let bytes = SamplePicture.png(padding: 3000)
        let file = try self.add("ref.png", bytes).file
        let copy = try #require(try self.staging.openInput(SentFile(file)))
        #expect(copy.count == Int64(bytes.count))
        #expect(try await copy.read(count: 10_000, at: 3) == Array(bytes.dropFirst(3)))
        #expect(try self.staging.hasInputs([file]))
        var other = bytes
        other[100] ^= 1
        try self.outbox.remove(.init("\(self.path)/ref.png"))
        try self.outbox.write(other, to: .init("\(self.path)/ref.png"))
        #expect(try self.staging.hasInputs([file]))
        #expect(try self.staging.openInput(SentFile(file)) == nil)
        try self.outbox.append("x", to: .init("\(self.path)/ref.png"))
        #expect(try !self.staging.hasInputs([file]))
        try self.staging.removeInputs()
        #expect(try self.staging.openInput(SentFile(file)) == nil)
        #expect(try !self.staging.hasInputs([file]))
    }

    /// Catches a copy that is put over another.
    @Test func aNameIsTakenOnce() throws {
        _ = try self.add("ref.png", [1, 2])
        #expect(throws: FileError.self) { try self.staging.addInput("ref.png", count: 1) }
        try self.staging.removeInputs()
        try self.staging.removeInputs()
        _ = try self.add("ref.png", [1, 2])
    }

    /// Catches a result without the files that it was made from, or copies that nobody removes.
    @Test func theyGoOutWithTheResult() throws {
        _ = try self.add("ref.png", SamplePicture.png())
        try self.staging.add("metadata.json", [2])
        #expect(try self.staging.publish(["metadata.json", InputFile.folder]) == "sunset")
        #expect(try self.outbox.names(in: "sunset") == ["inputs", "metadata.json"])
        #expect(try self.outbox.names(in: "sunset/inputs") == ["ref.png"])
    }
}

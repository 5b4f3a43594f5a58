import Foundation
import Testing

@testable import PromptCore

/// Files of a prompt in what is written down and in what is sent.
struct InputFileTests {
    private struct Bytes: BodySource {
        var bytes: [UInt8]
        var count: Int64 { Int64(self.bytes.count) }
        func read(count: Int, at offset: Int64) async throws -> [UInt8] {
            Array(self.bytes.dropFirst(Int(offset)).prefix(count))
        }
    }

    static func file(_ member: String, _ position: Int?, _ name: String, _ written: String?) throws -> InputFile {
        InputFile(
            member: member,
            position: position,
            written: written,
            name: name,
            path: try #require(PromptPath(bytes: Array("campaign/\(name)".utf8))),
            sha256: String(repeating: "0", count: 64),
            bytes: 3,
            mediaType: "image/png",
            width: 64,
            height: 48,
            isOwn: false,
            inode: UInt64.max,
            modified: 1_700_000_000_123_456_789
        )
    }

    static func prompt(_ text: String, _ files: [FileInput]) throws -> Prompt {
        let model = try #require(ModelID("x/edit"))
        return Prompt(
            model: model,
            text: "",
            imageSize: nil,
            seed: nil,
            imageCount: 1,
            isCountKnown: false,
            optimization: nil,
            labels: nil,
            priority: 0,
            notBefore: nil,
            warnings: [],
            input: try JSONValue.parse(Array(text.utf8)),
            files: files
        )
    }

    private static let images = FileInput(
        member: "images",
        kind: .image,
        takesList: true,
        values: [.path("a.png"), .address("https://x.example/\"b"), .path("c/*.png")]
    )

    /// Catches bytes that go out in the place of another file's, or of an address.
    @Test func eachFileGoesOutInItsPlace() async throws {
        let prompt = try Self.prompt(#"{"text":"x","images":["a.png","?","c/*.png"],"n":1.50}"#, [Self.images])
        let taken = [
            try Self.file("images", 0, "a.png", "a.png"), try Self.file("images", 2, "c1.png", "c/*.png"),
            try Self.file("images", 3, "c2.png", "c/*.png"),
        ]
        let request = JobRequest(prompt, inputs: taken, defaultModel: prompt.model, price: nil)
        let written = ["inputs/a.png", #"https://x.example/\"b"#, "inputs/c1.png", "inputs/c2.png"]
        func whole(_ images: [String]) -> String {
            #"{"text":"x","images":[\#(images.map { "\"\($0)\"" }.joined(separator: ","))],"n":1.50}"#
        }
        #expect(request.input == whole(written))
        let contents: [String: [UInt8]] = ["a.png": [1, 2, 3], "c1.png": [4, 5, 6], "c2.png": [7, 8, 9]]
        let body = try request.body { Bytes(bytes: try #require(contents[$0.name])) }
        let sent = String(decoding: try await #require(body).collected(), as: UTF8.self)
        let data = ["AQID", #"https://x.example/\"b"#, "BAUG", "BwgJ"]
        #expect(sent == whole(data.map { $0.hasPrefix("https") ? $0 : "data:image/png;base64,\($0)" }))
    }

    /// Catches a prompt that is paid for without the file it needs, or with another one's.
    @Test func withoutItsFilesNothingIsSent() throws {
        let beside = FileInput(member: "image", kind: .image, takesList: false, values: [.beside])
        let prompt = try Self.prompt("{}", [beside])
        let right = try Self.file("image", nil, "x.png", nil)
        var hasAddress = right
        hasAddress.written = "y.png"
        for taken in [[], [hasAddress], [right, right], [try Self.file("mask", nil, "x.png", nil)]] {
            let request = JobRequest(prompt, inputs: taken, defaultModel: prompt.model, price: nil)
            #expect(request.body { _ in Bytes(bytes: [1]) } == nil, "\(taken)")
        }
        let request = JobRequest(prompt, inputs: [right], defaultModel: prompt.model, price: nil)
        #expect(request.input == #"{"image":"inputs/x.png"}"#)
        #expect(request.body { _ in Bytes(bytes: [1]) } != nil)
    }

    /// Catches a name in the journal that was changed with a property's: a restart would not know what to send.
    @Test func theJournalsNamesStay() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let file = try Self.file("image", 1, "x.png", "x.png")
        let stored =
            #"{"bytes":3,"height":48,"inode":18446744073709551615,"isOwn":false,"mediaType":"image/png","#
            + #""member":"image","modified":1700000000123456789,"name":"x.png","path":"Y2FtcGFpZ24veC5wbmc=","position":1,"#
            + #""sha256":"0000000000000000000000000000000000000000000000000000000000000000","width":64,"written":"x.png"}"#
        #expect(String(decoding: try encoder.encode(file), as: UTF8.self) == stored)
        #expect(try JSONDecoder().decode(InputFile.self, from: Data(stored.utf8)) == file)
        let sent =
            #"{"bytes":3,"mediaType":"image/png","member":"image","name":"x.png","position":1,"#
            + #""sha256":"0000000000000000000000000000000000000000000000000000000000000000"}"#
        #expect(String(decoding: try encoder.encode(SentFile(file)), as: UTF8.self) == sent)
    }
}

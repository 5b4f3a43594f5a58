import FoundationEssentials
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct InputFilesTests {
    private static func png(_ width: Int = 32, _ height: Int = 24) throws -> [UInt8] {
        try Picture(text: "", seed: 1, index: 1, count: 1, size: PixelSize(width: width, height: height)).png()
    }

    private static func uri(_ bytes: [UInt8], _ type: String = "image/png") -> APIValue {
        .string("data:\(type);base64,\(Data(bytes).base64EncodedString())")
    }

    private static func check(_ id: String, _ input: APIValue) throws -> InputFiles {
        InputFiles(input, schema: try #require(Catalog.standard[id]).input)
    }

    private static let edit = "bytedance/seedream-4-0/edit-sequential"

    @Test func aFileIsTakenWithItsFacts() throws {
        let wav = Sound(text: "a", seed: 1, seconds: 0.1).wav()
        let found = try Self.check(
            "bytedance/seedance-v2/pro",
            [
                "image_url": [Self.uri(try Self.png()), "https://example.com/b.png"],
                "audio_url": [Self.uri(wav, "audio/x-wav")],
                "video_url": [Self.uri(Film(picture: Self.still, seconds: 0.5).mp4(), "video/mp4")],
            ]
        )
        #expect(found.problems == [])
        #expect(found.files.map(\.member) == ["image_url", "image_url", "video_url", "audio_url"])
        #expect(found.files[0].mediaType == "image/png")
        #expect(try found.files[0].bytes == Self.png().count)
        #expect(found.files[0].width == 32 && found.files[0].height == 24)
        #expect(found.files[1].url == "https://example.com/b.png" && found.files[1].sha256 == nil)
        #expect(found.files.map(\.kind) == [.image, .image, .video, .audio])
        let abc = DataURI("data:text/plain;base64,YWJj")
        #expect(abc?.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    private static let still = Picture(text: "", seed: 1, index: 1, count: 1, size: PixelSize(width: 32, height: 16))

    /// Catches a file that the API would refuse.
    @Test func whatIsWrongWithAFileIsSaid() throws {
        let large = try PNGEncoder.plain(size: PixelSize(width: 64, height: 64), bytes: 6 << 20 + 1)
        let vast = try PNGEncoder.encode(size: PixelSize(width: 8000, height: 4001), palette: [0, 0, 0]) { _ in nil }
        let cases: [(APIValue, String)] = [
            ("ref.png", "file_url"), ("http://example.com/a.png", "file_url"), ("data:image/png,abc", "data_uri"),
            ("data:image/png;base64,%%%", "data_uri"), (Self.uri([1, 2, 3]), "file_type"),
            (Self.uri(Sound(text: "a", seed: 1, seconds: 0.1).wav(), "audio/wav"), "file_type"),
            (Self.uri(try Self.png(), "image/jpeg"), "file_type"), (Self.uri(large), "file_too_large"),
            (Self.uri(vast), "file_too_large"), (Self.uri(try Self.png(14, 20)), "file_validation"),
            (Self.uri(try Self.png(90, 30)), "file_validation"),
        ]
        for (value, type) in cases {
            let found = try Self.check(Self.edit, ["images": [value]])
            #expect(found.problems.map(\.type) == [type], "\(value.summarised)")
            #expect(found.files.isEmpty)
        }
    }

    /// Catches an account book full of pictures, and a result that is another after the book was read again.
    @Test func theBookHasHashesInsteadOfFiles() async throws {
        try await withSandbox { client in
            let body: APIValue = [
                "text": "Two images of gulls", "images": [Self.uri(try Self.png())],
                "sequential_image_generation_options": .integer(2),
            ]
            let answer = try await client.post("/v1/models/\(Self.edit)", body)
            #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
            guard case .array(let entries) = try await client.get("/sandbox/ledger").json["entries"] else {
                throw ControlError("no entries")
            }
            let entry = try #require(entries.last)
            let digest = try #require(DataURI(Self.uri(try Self.png()).text ?? "")?.digest)
            guard case .array(let files) = entry["files"] else { throw ControlError("no files") }
            #expect(files.first?["sha256"]?.text == digest && files.first?["media_type"]?.text == "image/png")
            #expect(entry["body"]?["images"]?.texts.first?.contains("sha256=\(digest)") == true)
        }
    }

    /// Catches an edit that looks the same whatever it was given.
    @Test func anEditShowsWhatItWasGiven() throws {
        let model = try #require(Catalog.standard[Self.edit])
        func picture(_ file: APIValue) throws -> Picture {
            GenerationInput(["text": "gulls", "images": [file.summarised]], model: model).picture(1)
        }
        let first = try picture(Self.uri(try Self.png()))
        #expect(try first != picture(Self.uri(try Self.png(48, 48))))
        #expect(try first == picture(Self.uri(try Self.png())))
        #expect(first.source != nil)
    }

    /// Catches the contradiction in a schema being taken for the truth, and what is really needed being left out.
    @Test func whatIsReallyNeededIsAskedFor() async throws {
        try await withSandbox { client in
            let path = "/v1/models/bytedance/seedream-4-5/edit"
            let image = "https://example.com/a.png" as APIValue
            #expect(try await client.post(path, ["prompt": "x", "images": [image]]).status == 200)
            let missing = try await client.post(path, ["prompt": "x"])
            #expect(missing.status == 422)
            let named = try await client.post(path, ["prompt": "x", "image_urls": [image]])
            guard case .array(let detail) = try named.json["detail"] else { throw ControlError("no detail") }
            #expect(detail.compactMap { $0["type"]?.text } == ["missing", "extra_forbidden"])
        }
    }
}

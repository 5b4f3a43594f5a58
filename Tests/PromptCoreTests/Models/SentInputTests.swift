import Testing

@testable import PromptCore

/// How people are told of the files of a request.
struct SentInputTests {
    private static let images = FileInput(
        member: "images",
        kind: .image,
        takesList: true,
        values: [.path("a.png"), .address("https://x.example/b.png?sig=secret"), .path("c.png")]
    )
    private static let mask = FileInput(
        member: "mask",
        kind: .image,
        takesList: false,
        values: [.address("data:image/png;base64,AAAA")]
    )

    private static func request() throws -> JobRequest {
        let text = """
            {"images": ["a.png", "https://x.example/b.png?sig=secret", "c.png"], \
            "mask": "data:image/png;base64,AAAA", "text": "https://is.example/no-file"}
            """
        let prompt = try InputFileTests.prompt(text, [Self.images, Self.mask])
        let taken = try [
            InputFileTests.file("images", 0, "a.png", "a.png"), InputFileTests.file("images", 2, "c.png", "c.png"),
        ]
        return JobRequest(prompt, inputs: taken, defaultModel: .seedreamSequential, price: nil)
    }

    /// Catches a file that is not told of, a text that is told of as one, and an address with its signature.
    @Test func dataUploadedAndAsGiven() throws {
        var request = try Self.request()
        request.files?[1].address = "https://up.example/c.png?X-Amz-Signature=1"
        let inputs = request.sentInputs
        #expect(inputs.map(\.member) == ["images", "images", "images", "mask"])
        #expect(inputs.map(\.position) == [0, 1, 2, nil])
        #expect(inputs.map(\.how) == [.data, .asGiven, .uploaded, .asGiven])
        #expect(inputs.map(\.file) == ["inputs/a.png", nil, "inputs/c.png", nil])
        #expect(inputs.map(\.address) == [nil, "https://x.example/b.png", "https://up.example/c.png", nil])
        #expect(inputs.map(\.bytes) == [3, nil, 3, nil])
    }

    /// Catches an uploaded file whose bytes are sent as well, or whose path is sent in the place of its address.
    @Test func theAddressIsSent() async throws {
        var request = try Self.request()
        request.files = request.files?.map { file in
            var file = file
            file.address = "https://up.example/\(file.name)"
            return file
        }
        var opened = 0
        let body = try #require(
            request.body { _ in
                opened += 1
                return NoSource()
            }
        )
        let text = String(decoding: try await body.collected(), as: UTF8.self)
        let sent = #"["https://up.example/a.png","https://x.example/b.png?sig=secret","https://up.example/c.png"]"#
        #expect(text.contains(#""images":\#(sent)"#) && opened == 0, "\(text)")
    }

    private struct NoSource: BodySource {
        var count: Int64 { 0 }
        func read(count: Int, at offset: Int64) async throws -> [UInt8] { [] }
    }
}

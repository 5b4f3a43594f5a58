import Testing

@testable import PromptCore

/// What prompts say of files.
@Suite struct ModelFilesTests {
    private static func decode(_ model: String, _ members: String) throws -> Prompt {
        let rules = PromptRules(models: [.any], catalog: ModelCatalog(try SampleModels.all()))
        return try Prompt.decode(Array(#"{"promptd":{"model":"\#(model)"},\#(members)}"#.utf8), rules: rules)
    }

    /// Catches a path taken for an address or the other way round, a lost place in a list, and one value that is no list.
    @Test
    func values() throws {
        let members = #""prompt":"x","image":["https://a.b/c.png","ref.png","../shots/2026-*.png"]"#
        let prompt = try Self.decode("bytedance/seedream-5/lite/edit", members)
        let file = try #require(prompt.files.first)
        #expect(prompt.files.count == 1)
        #expect(file.values == [.address("https://a.b/c.png"), .path("ref.png"), .path("../shots/2026-*.png")])
        #expect(file.member == "image" && file.kind == .image && file.takesList && file.limit == 10)
        #expect(file.validations.count == 4)
        let one = try Self.decode("bytedance/seedream-5/lite/edit", #""prompt":"x","image":"ref*.png""#)
        #expect(one.files.map(\.values) == [[.path("ref*.png")]])
        let single = try Self.decode("wan-ai/wan-2-6/image-to-video", #""prompt":"x","img_url":"bild: eins.png""#)
        #expect(single.files.map(\.values) == [[.path("bild: eins.png")]])
        #expect(single.files[0].takesList == false)
        #expect(
            try Self.decode("bytedance/seedream-4-5/edit", #""prompt":"x","image_urls":"a.png""#).files[0].member
                == "image_urls"
        )
    }

    /// Catches a prompt that needs one file, has it beside it and is refused; and one that could mean either of several.
    @Test
    func beside() throws {
        let prompt = try Self.decode("happyhorse/image-to-video", #""duration":"10s""#)
        #expect(prompt.files.map(\.values) == [[.beside]])
        #expect(prompt.input["image"] == nil)
        #expect(try Self.decode("bytedance/seedream-4-5/edit", #""prompt":"x""#).files.map(\.member) == ["images"])
        #expect(try Self.decode("wan-ai/wan-3.0", #""prompt":"x""#).files.isEmpty, "it needs none")
    }

    /// Catches a file for the model's only member that goes nowhere, or into one of several, and a prompt that would be
    /// paid without it.
    @Test
    func theFileOfAFolder() throws {
        func decode(_ model: String, _ file: String, _ members: String = "") throws -> Prompt {
            let rules = PromptRules(models: [.any], catalog: ModelCatalog(try SampleModels.all()))
            let daemon = #""promptd":{"model":"\#(model)","file":"\#(file)"}"#
            return try Prompt.decode(Array("{\(daemon)\(members)}".utf8), rules: rules)
        }
        let prompt = try decode("happyhorse/image-to-video", "a.png")
        #expect(prompt.files.map(\.values) == [[.path("a.png")]] && prompt.input["image"]?.stringValue == "a.png")
        for (model, file, members) in [
            ("happyhorse/image-to-video", "a/../b.png", ""),
            ("happyhorse/image-to-video", "a.png", #","image":"b.png""#),
            ("no/such-model", "a.png", ""), ("bytedance/seedream-4-0/sequential", "a.png", #","text":"x""#),
        ] {
            let rejection = #expect(throws: Rejection.self) { try decode(model, file, members) }
            #expect(rejection?.problems.contains { $0.member == "promptd.file" } == true, "\(model) \(file)")
        }
    }

    /// Catches a way out of the prompt's folder, and what the API would not fetch.
    @Test(
        arguments: [
            ("/etc/passwd", "from elsewhere"), ("~/a.png", "from elsewhere"), ("C:/a.png", "from elsewhere"),
            ("..", "goes up"), ("a/../../b.png", "goes up"), ("a/..", "goes up"), ("../..", "goes up"),
            (".a.png", "hidden"), ("a/.b/c.png", "hidden"), ("a//b.png", "a part that is none"),
            ("./a.png", "a part that is none"), ("a/", "a part that is none"), (#"a\\b.png"#, "backslash"),
            ("", "is empty"), ("  ", "is empty"), (#"a\u0000b"#, "control characters"),
            ("http://a.b/c.png", "without encryption"),
            ("HTTP://a.b/c.png", "without encryption"), ("https:a", "no whole address"),
            ("https://", "no whole address"),
            ("https://u:p@a.b/c", "no whole address"), ("https://a.b/c d", "no whole address"),
            ("file:///a.png", "neither"), ("s3://a/b", "neither"), ("data:video/mp4;base64,AA", "holds no image"),
            ("data:image/png;base64", "holds no image"), ("*.png", "may stand for several"),
            ("a?.png", "may stand for several"),
            ("a*/b.png", "in the name of a folder"),
        ]
    )
    func refuses(path: String, message: String) throws {
        let rejection = try #require(throws: Rejection.self) {
            try Self.decode("wan-ai/wan-2-6/image-to-video", #""prompt":"x","img_url":"\#(path)""#)
        }
        #expect(rejection.problems.map(\.member) == ["img_url"])
        #expect(rejection.message.contains(message), "\(rejection.message)")
        #expect(!rejection.hint.isEmpty)
    }

    /// Catches more files than the model takes, and what is no file at all.
    @Test
    func counts() throws {
        func problem(_ model: String, _ members: String) throws -> Rejection.Problem? {
            try #require(throws: Rejection.self) { try Self.decode(model, members) }.problems.first
        }
        let eleven = Array(repeating: #""a.png""#, count: 11).joined(separator: ",")
        let many = try problem("bytedance/seedream-5/lite/edit", #""prompt":"x","image":[\#(eleven)]"#)
        #expect(many?.code == .outOfRange)
        #expect(many?.hint == "give it 1 to 10")
        let all = Array(repeating: #""a.png""#, count: 33).joined(separator: ",")
        let tooMany = try problem("blackforestlabs/flux-2/dev/edit", #""prompt":"x","image_urls":[\#(all)]"#)
        #expect(tooMany?.message.contains("at most 32") == true)
        let list = try problem("wan-ai/wan-2-6/image-to-video", #""prompt":"x","img_url":["a.png"]"#)
        #expect(list?.code == .wrongType)
        let number = try problem("bytedance/seedream-5/lite/edit", #""prompt":"x","image":["a.png",5]"#)
        #expect(number?.member == "image[1]")
    }
}

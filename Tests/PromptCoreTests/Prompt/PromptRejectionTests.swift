import Foundation
import PromptCore
import Testing

@Suite struct PromptRejectionTests {
    typealias Bad = (file: String, code: Rejection.Code, member: String, hint: String)

    func rejection(_ file: String, _ rules: PromptRules = PromptRules()) -> Rejection? {
        #expect(throws: Rejection.self) { try Prompt.decode(Array(file.utf8), rules: rules) }
    }

    /// Each file has exactly one thing wrong; `hint` is what its hint must say.
    @Test(
        arguments: [
            ("", .unfinishedJSON, "$", "write a JSON object"), (#"{"text":"a""#, .unfinishedJSON, "$", "copy it again"),
            (#"{"text":"a",}"#, .invalidJSON, "$", "remove that comma"),
            ("{“text”:“a”}", .invalidJSON, "$", "straight quotes"),
            (#"{"text":"a","text":"b"}"#, .duplicateMember, "text", "one of the two"),
            (
                #"{"text":"a","promptd":{"labels":{"x":1,"x":1}}}"#, .duplicateMember, "promptd.labels.x",
                "one of the two"
            ),
            (#"["a"]"#, .notAnObject, "$", "write an object"), (#""a cat""#, .notAnObject, "$", "write an object"),
            ("null", .notAnObject, "$", "{\"text\""), ("{}", .missingMember, "text", "what to draw"),
            (#"{"prompt":"a"}"#, .unknownMember, "prompt", "did you mean text?"),
            (#"{"Text":"a"}"#, .unknownMember, "Text", "did you mean text?"),
            (#"{"text":"a","imageSize":"1:1"}"#, .unknownMember, "imageSize", "did you mean image_size?"),
            (#"{"text":"a","image_szie":"1:1"}"#, .unknownMember, "image_szie", "did you mean image_size?"),
            (#"{"text":"a","aspect_ratio":"1:1"}"#, .unknownMember, "aspect_ratio", "did you mean image_size?"),
            (#"{"text":"a","size":"1:1"}"#, .unknownMember, "size", "did you mean image_size?"),
            (#"{"text":"a","n":2}"#, .unknownMember, "n", "mean sequential_image_generation_options?"),
            (
                #"{"text":"a","num_images":2}"#, .unknownMember, "num_images",
                "mean sequential_image_generation_options?"
            ),
            (
                #"{"text":"a","sequential_image_generation_option":2}"#, .unknownMember,
                "sequential_image_generation_option",
                "mean sequential_image_generation_options?"
            ),
            (#"{"text":"a","seeds":2}"#, .unknownMember, "seeds", "did you mean seed?"),
            (#"{"text":"a","steps":20}"#, .unknownMember, "steps", "known are $schema, text, image_size"),
            (#"{"text":"a","model":"x/y"}"#, .unknownMember, "model", "did you mean promptd.model?"),
            (#"{"text":"a","":1}"#, .unknownMember, "", "remove it"),
            (
                #"{"text":"a","promptd":{"prioriti":1}}"#, .unknownMember, "promptd.prioriti",
                "did you mean promptd.priority?"
            ),
            (
                #"{"text":"a","promptd":{"notBefore":"x"}}"#, .unknownMember, "promptd.notBefore",
                "mean promptd.not_before?"
            ),
            (#"{"text":"a","promptd":{"colour":1}}"#, .unknownMember, "promptd.colour", "known are promptd.model"),
            (#"{"text":5}"#, .wrongType, "text", "double quotes"),
            (#"{"text":null}"#, .wrongType, "text", "say what to draw"),
            (#"{"text":""}"#, .invalidValue, "text", "what to draw"),
            (#"{"text":" \n\u3000"}"#, .invalidValue, "text", "what to draw"),
            (#"{"text":"a","image_size":"2560x1440"}"#, .invalidValue, "image_size", "write \"16:9\""),
            (#"{"text":"a","image_size":"1024:1024"}"#, .invalidValue, "image_size", "use one of \"1:1\", \"4:3\""),
            (#"{"text":"a","image_size":1}"#, .wrongType, "image_size", "double quotes"),
            (#"{"text":"a","seed":"3"}"#, .wrongType, "seed", "remove the quotes"),
            (#"{"text":"a","seed":3.0}"#, .wrongType, "seed", "digits only"),
            (#"{"text":"a","seed":1e3}"#, .wrongType, "seed", "no exponent"),
            (#"{"text":"a","seed":"x"}"#, .wrongType, "seed", "64 bits"),
            (#"{"text":"a","seed":null}"#, .wrongType, "seed", "leave seed out"),
            (#"{"text":"a","seed":9223372036854775808}"#, .outOfRange, "seed", "64 bits"),
            (#"{"text":"a","sequential_image_generation_options":0}"#, .outOfRange, count, "1 to 15"),
            (#"{"text":"a","sequential_image_generation_options":16}"#, .outOfRange, count, "1 to 15"),
            (#"{"text":"a","sequential_image_generation_options":-1}"#, .outOfRange, count, "1 to 15"),
            (#"{"text":"a","sequential_image_generation_options":3.0}"#, .wrongType, count, "digits only"),
            (#"{"text":"a","sequential_image_generation_options":"3"}"#, .wrongType, count, "remove the quotes"),
            (#"{"text":"a","sequential_image_generation_options":{"max_images":3}}"#, .wrongType, count, "1 to 15"),
            (#"{"text":"Generate 16 images of a cat"}"#, .outOfRange, "text", "1 to 15"),
            (
                #"{"text":"a","optimize_prompt_options":"slow"}"#, .invalidValue, "optimize_prompt_options",
                "\"fast\" or \"standard\""
            ),
            (#"{"text":"a","optimize_prompt_options":true}"#, .wrongType, "optimize_prompt_options", "double quotes"),
            (#"{"text":"a","$schema":1}"#, .wrongType, "$schema", "double quotes"),
            (#"{"text":"a","promptd":"high"}"#, .wrongType, "promptd", "leave it out"),
            (
                #"{"text":"a","promptd":{"model":""}}"#, .invalidValue, "promptd.model",
                "bytedance/seedream-4-0/sequential"
            ),
            (#"{"text":"a","promptd":{"model":"../x?y"}}"#, .invalidValue, "promptd.model", "model's page"),
            (#"{"text":"a","promptd":{"labels":["x"]}}"#, .wrongType, "promptd.labels", "name"),
            (#"{"text":"a","promptd":{"priority":101}}"#, .outOfRange, "promptd.priority", "-100 to 100"),
            (#"{"text":"a","promptd":{"priority":"high"}}"#, .wrongType, "promptd.priority", "-100 to 100"),
            (
                #"{"text":"a","promptd":{"not_before":"2026-03-01T08:00:00"}}"#, .invalidValue, "promptd.not_before",
                "add the offset"
            ),
            (
                #"{"text":"a","promptd":{"not_before":"tomorrow"}}"#, .invalidValue, "promptd.not_before",
                "2026-03-01T08:00:00+01:00"
            ),
            (
                #"{"prompt":"a","promptd":{"model":"x/y","priority":1.5}}"#, .wrongType, "promptd.priority",
                "digits only"
            ),
        ] as [Bad]
    )
    func refuses(bad: Bad) throws {
        let rejection = try #require(self.rejection(bad.file, PromptRules(models: [.any])))
        #expect(rejection.problems.map(\.code) == [bad.code])
        #expect(rejection.problems.map(\.member) == [bad.member])
        #expect(rejection.hint.contains(bad.hint), "\(rejection.hint)")
        #expect(rejection.isUnfinished == (bad.code == .unfinishedJSON))
    }

    static let count = "sequential_image_generation_options"

    /// One round of corrections must be enough.
    @Test func reportsAllProblemsAtOnce() throws {
        let rejection = try #require(
            self.rejection(#"{"promptd":{"priority":999,"x":1},"sise":"1:1","seed":1.5,"image_size":"9:9","text":7}"#)
        )
        #expect(
            rejection.problems.map(\.member) == ["promptd.x", "promptd.priority", "sise", "seed", "image_size", "text"]
        )
        #expect(rejection.code == .unknownMember)
        #expect(
            rejection.message.hasPrefix("6 problems: the member \"promptd.x\" is not known; promptd.priority is 999")
        )
    }

    /// A text that is too long is reported even if its count cannot be settled.
    @Test func aBrokenCountDoesNotHideALongText() throws {
        let text = String(repeating: "x", count: 601)
        let rejection = try #require(self.rejection(#"{"text":"\#(text)","sequential_image_generation_options":99}"#))
        #expect(rejection.problems.map(\.code) == [.outOfRange, .textTooLong])
    }

    @Test func limitsLabels() throws {
        func file(_ length: Int) -> [UInt8] {
            Array(#"{"text":"a","promptd":{"labels":{"x":"\#(String(repeating: "y", count: length))"}}}"#.utf8)
        }
        #expect(throws: Never.self) { try Prompt.decode(file(16384 - 8), rules: PromptRules()) }
        let rejection = #expect(throws: Rejection.self) { try Prompt.decode(file(16384 - 7), rules: PromptRules()) }
        #expect(rejection?.problems.map(\.member) == ["promptd.labels"])
    }

    @Test func limitsImagesOfOtherModels() throws {
        let file = #"{"sequential_image_generation_options":9,"promptd":{"model":"x/y"}}"#
        #expect(try #require(self.rejection(file, PromptRules(models: [.any], maxImages: 8))).code == .tooManyImages)
    }

    /// A megabyte of nonsense must not become a megabyte of error text, nor break its single line.
    @Test func messagesStayShort() throws {
        let long = String(repeating: "ab\\n", count: 50_000)
        for file in [
            #"{"text":"a","\#(long)":1}"#, #"{"text":"a","image_size":"\#(long)"}"#, #"{"\#(long)":1,"\#(long)":1}"#,
        ] {
            let rejection = try #require(self.rejection(file))
            #expect(rejection.message.utf8.count < 300)
            #expect(!rejection.message.contains("\n"))
        }
        let many = "{" + (0..<5000).map { #""k\#($0)":1"# }.joined(separator: ",") + "}"
        #expect(try #require(self.rejection(many)).problems.count == 20)
    }
}

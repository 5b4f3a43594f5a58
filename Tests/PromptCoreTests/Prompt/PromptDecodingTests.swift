import Foundation
import PromptCore
import Testing

@Suite struct PromptDecodingTests {
    func decode(_ text: String, _ rules: PromptRules = PromptRules()) throws -> Prompt {
        try Prompt.decode(Array(text.utf8), rules: rules)
    }

    func body(_ text: String, _ rules: PromptRules = PromptRules()) throws -> String {
        String(decoding: try self.decode(text, rules).requestBody(), as: UTF8.self)
    }

    @Test func fillsInEveryDefault() throws {
        let prompt = try self.decode(#"{"text":"Generate 2 images of a cat"}"#)
        #expect(prompt.model == .seedreamSequential)
        #expect(prompt.imageSize == .landscape16x9)
        #expect(prompt.seed == nil)
        #expect(prompt.imageCount == 2)
        #expect(prompt.optimization == .fast)
        #expect(prompt.labels == nil)
        #expect(prompt.priority == 0)
        #expect(prompt.notBefore == nil)
        #expect(prompt.warnings.isEmpty)
        let body = String(decoding: prompt.requestBody(), as: UTF8.self)
        #expect(
            body
                == #"{"text":"Generate 2 images of a cat","image_size":"2560:1440 (16:9)","#
                + #""sequential_image_generation_options":2,"optimize_prompt_options":"fast"}"#
        )
    }

    @Test func takesEveryMember() throws {
        let prompt = try self.decode(
            #"""
            {"promptd": {"labels": {"b": 1.50, "a": ["x"]}, "priority": -7, "not_before": "2026-03-01T08:00:00.5+01:00",
             "model": "bytedance/seedream-4-0/sequential"},
             "$schema": "x", "optimize_prompt_options": "standard", "sequential_image_generation_options": 1,
             "seed": -9223372036854775808, "image_size": "21:9", "text": "été 猫"}
            """#
        )
        #expect(prompt.labels == .object([.init("b", .number("1.50")), .init("a", .array([.string("x")]))]))
        #expect(prompt.priority == -7)
        #expect(prompt.notBefore == Date(timeIntervalSince1970: 1_772_348_400.5))
        #expect(prompt.seed == .min)
        #expect(prompt.input["promptd"] == nil)
        #expect(
            String(decoding: prompt.requestBody(), as: UTF8.self)
                == #"{"text":"été 猫","image_size":"3024:1296 (21:9)","seed":-9223372036854775808,"#
                + #""sequential_image_generation_options":1,"optimize_prompt_options":"standard"}"#
        )
    }

    /// The same prompt must always be the same request, however its file is laid out.
    @Test func theBodyIsCanonical() throws {
        let one = try self.body(#"{"text":"A","sequential_image_generation_options":1,"image_size":"1:1"}"#)
        let two = try self.body(
            #"{ "image_size":"2048:2048", "optimize_prompt_options":"fast", "sequential_image_generation_options":1, "text":"\u0041"}"#
        )
        #expect(one == two)
    }

    @Test func warnsOfAContradiction() throws {
        let prompt = try self.decode(#"{"text":"5 images of a cat","sequential_image_generation_options":4}"#)
        #expect(prompt.warnings.count == 1)
        #expect(prompt.text == "5 images of a cat")
        #expect(prompt.imageCount == 4)
    }

    /// 600 code points are allowed however many bytes they have; the sentence in front counts too.
    @Test(arguments: [("猫", 600, 1, true), ("猫", 601, 1, false), ("😀", 580, 2, true), ("😀", 582, 2, false)])
    func limitsTheTextAsSent(character: String, length: Int, option: Int, isValid: Bool) throws {
        let text = String(repeating: character, count: length)
        let file = #"{"text":"\#(text)","sequential_image_generation_options":\#(option)}"#
        guard isValid else {
            let rejection = #expect(throws: Rejection.self) { try self.decode(file) }
            #expect(rejection?.problems.map(\.code) == [.textTooLong])
            return
        }
        #expect(try self.decode(file).text.hasSuffix(text))
    }

    @Test func passesAnotherModelThrough() throws {
        let prompt = try self.decode(
            #"{"$schema":"s","steps":3.0,"prompt":"a cat","seed":7,"promptd":{"model":"x/y","priority":2},"n":[1]}"#,
            PromptRules(models: [.any])
        )
        #expect(prompt.model.rawValue == "x/y")
        #expect(prompt.text == "a cat")
        #expect(prompt.imageCount == 1)
        #expect(!prompt.isCountKnown)
        #expect(prompt.imageSize == nil)
        #expect(prompt.optimization == nil)
        #expect(prompt.seed == 7)
        #expect(prompt.priority == 2)
        #expect(prompt.warnings.count == 1)
        #expect(
            String(decoding: prompt.requestBody(), as: UTF8.self) == #"{"steps":3.0,"prompt":"a cat","seed":7,"n":[1]}"#
        )
    }

    @Test func theDefaultModelIsTheConfiguredOne() throws {
        let other = try #require(ModelID("x/y"))
        let rules = PromptRules(defaultModel: other)
        #expect(try self.decode(#"{"a":1}"#, rules).model == other)
        let named = #"{"text":"a","promptd":{"model":"bytedance/seedream-4-0/sequential"}}"#
        let both = PromptRules(defaultModel: other, models: [ModelPattern(other), ModelPattern(.seedreamSequential)])
        #expect(try self.decode(named, both).imageCount == 3)
        #expect(try self.decode(named, both).isCountKnown)
    }

    /// Catches a model that anybody on the share may buy although nobody has listed it.
    @Test func onlyListedModelsCanBeBought() throws {
        let file = #"{"prompt":"x","num_images":10,"promptd":{"model":"openai/video-xl"}}"#
        for rules in [PromptRules(), PromptRules(models: [try #require(ModelPattern("bytedance/*"))])] {
            let rejection = try #require(throws: Rejection.self) { try self.decode(file, rules) }
            #expect(rejection.code == .modelNotAllowed)
            #expect(rejection.hint.contains("bytedance/") && rejection.hint.contains("setting models"))
        }
        #expect(try self.decode(file, PromptRules(models: [.any])).model.rawValue == "openai/video-xl")
    }

    @Test(arguments: ImageSize.allCases)
    func takesASizeInThreeSpellings(size: ImageSize) throws {
        #expect(size.rawValue == "\(size.width):\(size.height) (\(size.ratio))")
        for spelling in [size.rawValue, "\(size.width):\(size.height)", size.ratio] {
            #expect(try self.decode(#"{"text":"a","image_size":"\#(spelling)"}"#).imageSize == size)
        }
    }
}

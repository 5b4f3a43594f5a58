import Testing

@testable import PromptCore

@Suite struct ModelSchemaTests {
    private func schema(_ model: ModelDescription) throws -> ModelSchema { try #require(ModelSchema(model)) }

    /// Catches files that are told by their names, lists taken for single files, and formats of lists or of elements missed.
    @Test
    func filesAreToldByFormat() throws {
        let found = try SampleModels.all().map { model in
            try self.schema(model).members.filter { $0.file != nil && !$0.isStray }
                .map { "\($0.name) \($0.file?.rawValue ?? "")\($0.takesList ? "s" : "")" }
        }
        #expect(
            found == [
                [], ["images images"], ["images images"], ["image images"], ["image_urls images"], ["img_url image"],
                ["audio_url audio", "image_url image", "end_image_url image"],
                ["image_url images", "video_url videos", "audio_url audios"], ["image_urls images"], ["image image"],
                [], [],
            ]
        )
    }

    /// Catches a validation that is misread, or one that nobody knows and that spoils the others.
    @Test
    func validations() throws {
        let rules = try #require(try self.schema(try SampleModels.lite())["image"]).validations
        #expect(
            rules == [
                FileValidation(.megabytes, .less, 10), FileValidation(.width, .greater, 14),
                FileValidation(.ratio, .less, 16), FileValidation(.ratio, .greater, 0.0625),
            ]
        )
        func problems(_ megabytes: Double, _ width: Int, _ height: Int) -> [String] {
            rules.compactMap { $0.problem(megabytes: megabytes, width: width, height: height, seconds: nil) }
        }
        #expect(problems(9.9, 100, 100) == [])
        #expect(problems(10, 100, 100) == ["has 10 MB; the model takes less than 10"])
        #expect(problems(1, 14, 14) == ["is 14 pixels wide; the model takes more than 14"])
        #expect(problems(1, 1600, 100) == ["is 16 times as wide as it is high; the model takes less than 16"])
        #expect(rules.allSatisfy { $0.problem(megabytes: nil, width: nil, height: nil, seconds: nil) == nil })
    }

    /// Catches a name that is required but not described and that stops every prompt of its model.
    @Test
    func contradictions() throws {
        let schema = try self.schema(try SampleModels.contradiction())
        #expect(schema.warnings == ["the catalog requires image_urls, but describes images in its place"])
        #expect(schema["image_urls"]?.file == .image)
        let other = try SampleModels.model("a/b", #""prompt":{"type":"string"}"#, required: ["prompt", "zebra"])
        #expect(try self.schema(other).strays == ["zebra"])
        #expect(try self.schema(other).warnings == ["the catalog requires zebra, but does not describe it"])
    }

    /// Catches limits that nothing can keep, or words that nobody knows, and that reject what the model takes.
    @Test(
        arguments: [
            (#"{"type":"integer","minimum":5,"maximum":1}"#, "3"), (#"{"type":"quaternion"}"#, "[1]"),
            (#"{"type":"string","minLength":9,"maxLength":2}"#, "\"abc\""),
            (#"{"type":"integer","enum":["5","10"]}"#, "\"5\""),
            (#"{"type":7,"enum":{},"minimum":"x","items":3}"#, "{}"), ("true", "1"),
            (##"{"$ref":"#/$defs/gone"}"##, "1"),
            (#"{"anyOf":[]}"#, "null"), (#"{"type":"number","multipleOf":0}"#, "0.3"),
            (#"{"type":"number","multipleOf":0.1}"#, "0.3"), (#"{"type":"integer","default":null}"#, "null"),
            (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "null"), (#"{"type":["string","integer"]}"#, "4"),
            (#"{"oneOf":[{"type":"string","enum":["a"]},{"type":"integer"}]}"#, "4"), (#"{"enum":[1,2]}"#, "2.0"),
            (##"{"$ref":"#"}"##, "1"), (#"{"type":"integer","minimum":0,"exclusiveMinimum":true}"#, "1"),
        ]
    )
    func tolerates(property: String, value: String) throws {
        let model = try SampleModels.model("a/b", "\"x\":\(property)")
        let member = try #require(try self.schema(model)["x"])
        #expect(member.rule.problem(of: try JSONValue.parse(Array(value.utf8))) == nil)
    }

    /// Catches a schema that refers to itself and is followed for ever.
    @Test
    func referencesEnd() throws {
        let text =
            ##"{"$defs":{"A":{"anyOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/A"},{"allOf":[{"$ref":"#/$defs/A"}]}]}},"##
        let schema = try JSONValue.parse(Array((text + ##""properties":{"a":{"$ref":"#/$defs/A"}}}"##).utf8))
        let model = ModelDescription(id: .seedreamSequential, inputSchema: schema)
        #expect(try self.schema(model).members.map(\.name) == ["a"])
    }

    /// Catches choices that a schema keeps under a name of their own.
    @Test
    func references() throws {
        let text = #"{"definitions":{"Size":{"type":"string","enum":["big","small"]}},"#
        let schema = try JSONValue.parse(
            Array((text + ##""properties":{"size":{"allOf":[{"$ref":"#/definitions/Size"}],"default":"big"}}}"##).utf8)
        )
        let member = try #require(
            try self.schema(ModelDescription(id: .seedreamSequential, inputSchema: schema))["size"]
        )
        #expect(member.rule.expected == #"one of "big", "small""#)
        #expect(member.hasTrueDefault)
    }

    /// Catches an entry without a schema that is taken for a model without members.
    @Test(arguments: [nil, "{}", #"{"properties":{}}"#, "[]", "7"])
    func nothingIsNoSchema(text: String?) throws {
        let schema = try text.map { try JSONValue.parse(Array($0.utf8)) }
        #expect(ModelSchema(ModelDescription(id: .seedreamSequential, inputSchema: schema)) == nil)
    }
}

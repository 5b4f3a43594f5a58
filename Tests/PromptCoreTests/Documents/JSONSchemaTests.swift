import PromptCore
import PromptTesting
import Testing

/// The validator itself, both ways: one that lets everything pass would prove nothing.
@Suite struct JSONSchemaTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

    /// A schema, what it allows, and what it does not.
    static let cases: [(schema: String, right: [String], wrong: [String])] = [
        (#"true"#, ["1", "null"], []),
        (#"false"#, [], ["1", "null"]),
        (#"{}"#, ["1", "{}"], []),
        (#"{"type":"null"}"#, ["null"], ["0", "false", "{}"]),
        (#"{"type":"boolean"}"#, ["true", "false"], ["0", "\"true\"", "null"]),
        (#"{"type":"integer"}"#, ["0", "-7", "3.0", "3e2"], ["3.5", "\"3\"", "true"]),
        (#"{"type":"number"}"#, ["0", "3.5", "-1e9"], ["\"3\"", "null"]),
        (#"{"type":"string"}"#, ["\"\""], ["1", "[]"]),
        (#"{"type":"array"}"#, ["[]"], ["{}", "\"\""]),
        (#"{"type":"object"}"#, ["{}"], ["[]", "null"]),
        (#"{"type":["string","null"]}"#, ["\"\"", "null"], ["1", "{}"]),
        (#"{"enum":["a",1,null]}"#, ["\"a\"", "1", "null"], ["\"b\"", "2", "false"]),
        (#"{"const":{"a":1}}"#, [#"{"a":1}"#], [#"{"a":2}"#, "1"]),
        (#"{"required":["a","b"]}"#, [#"{"a":1,"b":null}"#, "1"], [#"{"a":1}"#, "{}"]),
        (#"{"properties":{"a":{"type":"string"}}}"#, [#"{"a":"x","b":1}"#, "{}", "1"], [#"{"a":1}"#]),
        (#"{"properties":{"a":true},"additionalProperties":false}"#, [#"{"a":1}"#, "{}", "1"], [#"{"b":1}"#]),
        (#"{"additionalProperties":{"type":"null"}}"#, [#"{"b":null}"#], [#"{"b":1}"#]),
        (#"{"items":{"type":"null"}}"#, ["[]", "[null,null]", "1"], ["[null,1]"]),
        (#"{"minItems":1}"#, ["[0]", "1"], ["[]"]),
        (#"{"minLength":2}"#, ["\"ab\"", "\"猫猫\"", "1"], ["\"a\"", "\"\"", "\"猫\""]),
        (#"{"pattern":"^[a-z]+$"}"#, ["\"ab\"", "1"], ["\"aB\"", "\"\"", "\"a\\n\""]),
        (#"{"pattern":"b"}"#, ["\"abc\""], ["\"ac\""]),
        (#"{"pattern":"^[^\\r\\n]+$"}"#, ["\"a b\""], ["\"a\\r\\nb\"", "\"\\n\"", "\"a\\rb\""]),
        (#"{"minimum":1}"#, ["1", "1.5", "\"0\""], ["0.9", "-1"]),
        (#"{"maximum":1}"#, ["1", "-5", "\"2\""], ["1.1"]),
        (#"{"anyOf":[{"type":"null"},{"minimum":3}]}"#, ["null", "3"], ["2"]),
        (##"{"$ref":"#/$defs/x","$defs":{"x":{"type":"null"}}}"##, ["null"], ["1"]),
        (
            ##"{"items":{"$ref":"#/$defs/x"},"$defs":{"x":{"required":["a"],"properties":{"a":{"minimum":1}}}}}"##,
            [#"[{"a":1}]"#], [#"[{"a":0}]"#, "[{}]"]
        ),
        (#"{"title":"t","description":"d","examples":[1],"$schema":"s","type":"null"}"#, ["null"], ["1"]),
    ]

    @Test(arguments: Self.cases)
    func tellsRightFromWrong(schema: String, right: [String], wrong: [String]) throws {
        let validator = try JSONSchema(try self.parse(schema))
        for text in right {
            #expect(try validator.problems(in: try self.parse(text)).isEmpty, "\(text)")
        }
        for text in wrong {
            #expect(try !validator.problems(in: try self.parse(text)).isEmpty, "\(text)")
        }
    }

    /// A schema that outgrew the validator would be only half checked.
    @Test(arguments: [
        #"{"maxLength":3}"#, #"{"format":"date-time"}"#, #"{"$id":"x"}"#, #"{"properties":{"a":{"oneOf":[true]}}}"#,
        #"{"items":{"not":{}}}"#, #"{"anyOf":[{"if":true}]}"#, #"{"$defs":{"a":{"uniqueItems":true}}}"#,
        #"{"additionalProperties":{"typo":1}}"#,
    ])
    func refusesAnUnknownKeyword(schema: String) throws {
        let schema = try self.parse(schema)
        let error = #expect(throws: JSONSchema.UnusableError.self) { try JSONSchema(schema) }
        #expect(error?.description.contains("unknown keyword") == true)
    }

    @Test(arguments: [
        #"1"#, #""x""#, #"{"type":"text"}"#, #"{"type":[]}"#, #"{"type":[1]}"#, #"{"required":"a"}"#,
        #"{"required":[1]}"#, #"{"properties":[]}"#, #"{"items":[true]}"#, #"{"enum":[]}"#, #"{"enum":"a"}"#,
        #"{"pattern":1}"#, #"{"pattern":"("}"#, #"{"minimum":"1"}"#, #"{"minLength":-1}"#, #"{"minItems":1.5}"#,
        #"{"anyOf":[]}"#, #"{"anyOf":{}}"#, ##"{"$ref":"#/$defs/x"}"##, #"{"$ref":"other.json"}"#, #"{"$defs":1}"#,
    ])
    func refusesAKeywordOfTheWrongKind(schema: String) throws {
        let schema = try self.parse(schema)
        #expect(throws: JSONSchema.UnusableError.self) { try JSONSchema(schema) }
    }

    @Test func saysWhere() throws {
        let schema = try JSONSchema(
            try self.parse(#"{"properties":{"a":{"items":{"properties":{"b":{"minimum":1}}}}}}"#)
        )
        let problems = try schema.problems(in: try self.parse(#"{"a":[{"b":1},{"b":0}]}"#))
        #expect(problems == ["$.a[1].b: breaks minimum 1"])
    }
}

import Testing

@testable import Sandbox

@Suite struct SchemaCheckTests {
    private static let list: APIValue = [
        "type": "array", "minItems": .integer(1), "maxItems": .integer(2), "items": ["type": "string"],
    ]

    @Test(
        arguments: [
            (.integer(2), ["type": "float"], nil), (.number(2.5), ["type": "number"], nil),
            ("2", ["type": "float"], "number_type"), (.number(2.5), ["type": "integer"], "integer_type"),
            (.null, ["type": "integer", "default": .null], nil), (.null, ["type": "integer"], "integer_type"),
            (.bool(true), ["type": "boolean"], nil), ("true", ["type": "boolean"], "boolean_type"),
            (.integer(1), ["type": "integer", "minimum": .integer(2)], "greater_than_equal"),
            (.integer(31), ["type": "integer", "maximum": .integer(30)], "less_than_equal"),
            (.integer(30), ["type": "integer", "maximum": .integer(30)], nil),
            ("", ["type": "string", "minLength": .integer(1)], "string_too_short"),
            ([], list, "too_short"), (["a"], list, nil), (["a", "b", "c"], list, "too_long"),
            (["a", .integer(1)], list, "string_type"), ("a", list, "array_type"),
        ] as [(APIValue, APIValue, String?)]
    )
    func namesWhatIsWrong(_ value: APIValue, _ schema: APIValue, _ type: String?) {
        #expect(SchemaCheck.problem(of: value, schema)?.type == type)
    }
}

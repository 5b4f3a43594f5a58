import Foundation
import PromptCore
import Testing

@Suite struct JSONValueTests {
    /// Order, digits and text come out as they went in; white space does not.
    @Test(arguments: [
        (#"{ "b" : 1.50 , "a" : [ 1e400, -0, true, null ] }"#, #"{"b":1.50,"a":[1e400,-0,true,null]}"#),
        (#""\u00e9\/\u0041""#, #""é/A""#),
        (#""\"\\\b\f\n\r\t\u0001\u001F\u007f""#, "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u{7F}\""),
        ("[[],{}]", "[[],{}]"),
    ])
    func serializes(text: String, compact: String) throws {
        let value = try JSONValue.parse(Array(text.utf8))
        #expect(String(decoding: value.serialized(), as: UTF8.self) == compact)
        #expect(try JSONValue.parse(value.serialized()) == value)
    }

    @Test func surviveCodable() throws {
        let value = JSONValue.object([
            .init(
                "a",
                .array([.null, .bool(true), .bool(false), .string("1"), .number("1"), .number("0"), .number("-2.5")])
            )
        ])
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
        #expect(try JSONValue.parse(Array(data)) == value)
    }

    @Test(arguments: [
        ("9223372036854775807", JSONValue.number("9223372036854775807")),
        ("18446744073709551615", .number("18446744073709551615")), ("1.50", .number("1.5")),
        ("1e999", .string("1e999")),
    ])
    func encodesNumbersAsCodableCan(literal: String, read: JSONValue) throws {
        let data = try JSONEncoder().encode([JSONValue.number(literal)])
        #expect(try JSONDecoder().decode([JSONValue].self, from: data) == [read])
    }

    @Test func looksUpMembers() throws {
        let value = try JSONValue.parse(Array(#"{"a":"x","b":3,"c":3.0}"#.utf8))
        #expect(value["a"]?.stringValue == "x")
        #expect(value["b"]?.integerValue == 3)
        #expect(value["c"]?.integerValue == nil)
        #expect(value["d"] == nil)
        #expect(JSONValue.null["a"] == nil)
    }
}

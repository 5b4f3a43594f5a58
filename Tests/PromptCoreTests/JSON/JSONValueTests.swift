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

    @Test func looksUpMembers() throws {
        let value = try JSONValue.parse(Array(#"{"a":"x","b":3,"c":3.0}"#.utf8))
        #expect(value["a"]?.stringValue == "x")
        #expect(value["b"]?.integerValue == 3)
        #expect(value["c"]?.integerValue == nil)
        #expect(value["d"] == nil)
        #expect(JSONValue.null["a"] == nil)
    }
}

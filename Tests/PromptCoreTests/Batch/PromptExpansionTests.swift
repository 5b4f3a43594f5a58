import PromptCore
import Testing

/// One prompt that stands for many.
@Suite struct PromptExpansionTests {
    private static func members(_ text: String) throws -> [JSONValue.Member] {
        guard case .object(let members) = try JSONValue.parse(Array(text.utf8)) else { return [] }
        return members
    }

    private static func shown(_ text: String, limit: Int = 100) throws -> [String] {
        try PromptExpansion(Self.members(text), limit: limit).variants.map {
            String(decoding: JSONValue.object($0.members).serialized(), as: UTF8.self)
        }
    }

    /// Catches a plain prompt that changes, and braces that are a prompt's own words.
    @Test func aPlainPromptStaysOne() throws {
        let text = #"{"text":"a {{color}} cat","promptd":{"priority":1,"id":"a"}}"#
        #expect(try !PromptExpansion.isAsked(of: Self.members(text)))
        #expect(try Self.shown(#"{"text":"a {{color}} cat"}"#) == [#"{"text":"a {{color}} cat"}"#])
    }

    /// Catches lists that are not combined in full, in another order, or numbers that become texts.
    @Test func listsAreCombined() throws {
        let text = """
            {"text": "a {{color}} {{ thing }}", "seed": "{{n}}", "x": ["{{color}}", {"y": "{{n}}!"}],
             "promptd": {"each": {"color": ["red", "{{n}}"], "thing": ["car"], "n": [1, 2]}, "priority": 4, "id": "k"}}
            """
        #expect(try PromptExpansion.isAsked(of: Self.members(text)))
        #expect(
            try Self.shown(text) == [
                #"{"text":"a red car","seed":1,"x":["red",{"y":"1!"}],"promptd":{"priority":4}}"#,
                #"{"text":"a red car","seed":2,"x":["red",{"y":"2!"}],"promptd":{"priority":4}}"#,
                #"{"text":"a {{n}} car","seed":1,"x":["{{n}}",{"y":"1!"}],"promptd":{"priority":4}}"#,
                #"{"text":"a {{n}} car","seed":2,"x":["{{n}}",{"y":"2!"}],"promptd":{"priority":4}}"#,
            ]
        )
        let labels = try PromptExpansion(Self.members(text), limit: 4).variants.map(\.label)
        #expect(labels == ["red-car-1", "red-car-2", "{{n}}-car-1", "{{n}}-car-2"])
    }

    /// Catches takes and seeds that are too few, or in another order.
    @Test func takesAndSeeds() throws {
        let plain = #"{"text":"a"}"#
        #expect(try Self.shown(#"{"text": "a", "promptd": {"takes": 3}}"#) == [plain, plain, plain])
        #expect(
            try Self.shown(#"{"text": "{{a}}", "promptd": {"seeds": [7, -1], "each": {"a": ["x", "y"]}}}"#) == [
                #"{"text":"x","seed":7}"#, #"{"text":"x","seed":-1}"#, #"{"text":"y","seed":7}"#,
                #"{"text":"y","seed":-1}"#,
            ]
        )
        let variants = try PromptExpansion(
            Self.members(#"{"text": "{{a}}", "promptd": {"seeds": [7], "each": {"a": ["x"]}}}"#),
            limit: 9
        ).variants
        #expect(variants.map(\.label) == ["x-seed7"])
    }

    /// Catches a slip that would be paid for many times.
    @Test(arguments: [
        (#"{"text": "a cat", "promptd": {"each": {"color": ["red", "blue"]}}}"#, "is used nowhere"),
        (#"{"text": "a {{colour}} cat", "promptd": {"each": {"color": ["red"]}}}"#, "did you mean {{color}}"),
        (#"{"text": "a", "seed": 1, "promptd": {"takes": 2}}"#, "promptd.seeds"),
        (#"{"text": "a", "seed": 1, "promptd": {"seeds": [2]}}"#, "exclude each other"),
        (#"{"text": "a", "promptd": {"takes": 2, "seeds": [2]}}"#, "exclude each other"),
        (#"{"text": "a", "promptd": {"seeds": [2, 2]}}"#, "twice"),
        (#"{"text": "a", "promptd": {"seeds": ["2"]}}"#, "whole numbers"),
        (#"{"text": "a", "promptd": {"seeds": 2}}"#, "whole numbers"),
        (#"{"text": "a", "promptd": {"takes": 0}}"#, "out of range"),
        (#"{"text": "a", "promptd": {"takes": 101}}"#, "101 prompts; 100 is the limit"),
        (#"{"text": "{{a}}", "promptd": {"each": {"a": []}}}"#, "empty list"),
        (#"{"text": "{{a}}", "promptd": {"each": {"a": "red"}}}"#, "must be a list"),
        (#"{"text": "{{a}}", "promptd": {"each": {"a": [null]}}}"#, "more than texts"),
        (#"{"text": "{{a}}", "promptd": {"each": ["a"]}}"#, "must be an object"),
    ])
    func slipsAreRefused(_ text: String, _ words: String) throws {
        let rejection = #expect(throws: Rejection.self) { try Self.shown(text) }
        let said = (rejection?.message ?? "") + (rejection?.hint ?? "")
        #expect(said.contains(words), "\(said)")
    }

    /// Catches a product that is made before it is found to be too large.
    @Test func aHugeProductIsRefusedAtOnce() throws {
        let names = (0..<20).map { "n\($0)" }
        let values = (0..<100).map { "\($0)" }.joined(separator: ",")
        let lists = names.map { "\"\($0)\": [\(values)]" }.joined(separator: ",")
        let text = names.map { "{{\($0)}}" }.joined()
        let rejection = #expect(throws: Rejection.self) {
            try Self.shown("{\"text\": \"\(text)\", \"promptd\": {\"each\": {\(lists)}}}")
        }
        #expect(rejection?.message.contains("more prompts than can be counted") == true)
    }

    /// Catches names that do not sort, or cannot be files.
    @Test func childrenHaveNames() {
        #expect(BatchChildName.name(7, of: 20, label: nil).description == "007")
        #expect(BatchChildName.name(7, of: 20_000, label: " red/car: *new* ").description == "00007-red_car_ _new_")
        #expect(BatchChildName.name(1, of: 1, label: "..").description == "001-__")
        let long = BatchChildName.name(12, of: 99, label: String(repeating: "ü", count: 300))
        #expect(long.bytes.count <= 84 && long.description.hasPrefix("012-ü"))
    }
}

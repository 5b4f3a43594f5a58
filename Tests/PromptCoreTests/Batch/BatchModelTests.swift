import PromptCore
import Testing

/// Files with many prompts for a model whose input is known.
@Suite struct BatchModelTests {
    private static func model(_ properties: String, required: [String] = []) throws -> ModelDescription {
        ModelDescription(
            id: try #require(ModelID("a/b")),
            requiredInputs: required,
            inputSchema: try JSONValue.parse(Array("{\"properties\": {\(properties)}}".utf8))
        )
    }

    private static func first(_ text: String, _ format: BatchFormat, _ model: ModelDescription?) throws -> String {
        let rules = PromptRules(
            defaultModel: model?.id ?? .seedreamSequential,
            catalog: ModelCatalog(model.map { [$0] } ?? [])
        )
        let row = try BatchReading(rules: rules, defaults: nil, limit: 9).rows(of: Array(text.utf8), format)[0]
        return String(decoding: JSONValue.object(row.members ?? []).serialized(), as: UTF8.self)
    }

    /// Catches a line that goes into a member the model does not have.
    @Test func aLineIsTheModelsText() throws {
        let model = try Self.model(#""lyrics": {"type": "string"}, "style": {"enum": ["a"]}"#, required: ["lyrics"])
        #expect(try Self.first("la la", .lines, model) == #"{"lyrics":"la la"}"#)
        #expect(try Self.first("la la", .lines, .seedreamSequential) == #"{"text":"la la"}"#)
        #expect(try Self.first("la la", .lines, nil) == #"{"text":"la la"}"#)
    }

    /// Catches a cell that is read by the model of the folder although its row names another.
    @Test func aRowOfAnotherModel() throws {
        let model = try Self.model(#""title": {"type": "string"}, "steps": {"type": "integer"}"#)
        let rules = PromptRules(catalog: ModelCatalog([model]))
        let table = "promptd.model,title,steps\na/b,7,7\n,7,7\nc/d,7,7"
        let rows = try BatchReading(rules: rules, defaults: nil, limit: 9).rows(of: Array(table.utf8), .table)
        let titles = rows.map { row in row.members?.first { $0.name == "title" }?.value }
        #expect(titles == [.string("7"), .integer(7), .integer(7)])
        #expect(rows.allSatisfy { row in row.members?.first { $0.name == "steps" }?.value == .integer(7) })
    }

    /// Catches a cell whose kind is guessed although the schema says it.
    @Test func aCellIsWhatTheSchemaSays() throws {
        let model = try Self.model(
            #"""
            "title": {"type": "string"}, "steps": {"type": "integer"},
            "img": {"type": "string", "format": "image_uri"}, "n": {"type": ["string", "integer"]}
            """#
        )
        #expect(
            try Self.first("title,steps,img,n,other,name\n7,7,7,7,7,7", .table, model)
                == #"{"title":"7","steps":7,"img":"7","n":7,"other":7}"#
        )
    }
}

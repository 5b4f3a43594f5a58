package import PromptCore

/// A schema that the repository publishes in `examples/`.
package enum PublishedSchema: String, CaseIterable, Sendable {
    case metadata, error, end, status

    /// The schema as a document.
    package func document() throws -> JSONValue {
        try JSONValue.parse(try Repository.bytes("examples/\(self.rawValue).schema.json"))
    }

    /// What is wrong with `value` by this schema; empty if nothing is.
    package func problems(in value: JSONValue) throws -> [String] {
        try JSONSchema(try self.document()).problems(in: value).map { "\($0)" }
    }
}

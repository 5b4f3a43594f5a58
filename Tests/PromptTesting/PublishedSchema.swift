import Foundation
package import PromptCore

/// A schema that the repository publishes in `examples/`.
package enum PublishedSchema: String, CaseIterable, Sendable {
    case metadata, error

    /// The schema as a document.
    package func document() throws -> JSONValue {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "examples/\(self.rawValue).schema.json")
        return try JSONValue.parse(Array(try Data(contentsOf: file)))
    }

    /// What is wrong with `value` by this schema; empty if nothing is.
    package func problems(in value: JSONValue) throws -> [String] {
        try JSONSchema(try self.document()).problems(in: value).map { "\($0)" }
    }
}

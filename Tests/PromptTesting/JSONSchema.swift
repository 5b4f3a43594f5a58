package import PromptCore

/// A JSON Schema (draft 2020-12) of the few keywords promptd's published schemas use.
///
/// A keyword it does not know is an error and not ignored, so that a schema cannot promise what no test looks at.
package struct JSONSchema: Sendable {
    /// A schema that cannot be used; says where and why.
    package struct UnusableError: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// One way in which a document breaks the schema, such as `$.files[0].bytes: below the minimum 1`.
    package typealias Problem = String

    let root: JSONValue

    /// - Throws: `UnusableError` for an unknown keyword, a keyword with a value of the wrong kind, or a `$ref` to nothing.
    package init(_ root: JSONValue) throws(UnusableError) {
        self.root = root
        try self.check(root, at: "#")
    }

    /// Everything in `document` that the schema does not allow; empty if it is valid.
    ///
    /// - Throws: `UnusableError` if a pattern cannot be read.
    package func problems(in document: JSONValue) throws(UnusableError) -> [Problem] {
        try self.problems(document, self.root, at: "$")
    }

    func definition(_ reference: String) -> JSONValue? {
        let prefix = "#/$defs/"
        guard reference.hasPrefix(prefix) else { return nil }
        return self.root["$defs"]?[String(reference.dropFirst(prefix.count))]
    }
}

/// The keywords that mean something to a validator; the others are for readers.
enum SchemaKeyword: String, CaseIterable {
    case type, required, properties, additionalProperties, items, `enum`, const, pattern, minimum, maximum
    case minLength, minItems, anyOf
    case reference = "$ref"
    case definitions = "$defs"

    static let annotations = ["$schema", "title", "description", "examples"]
}

extension JSONValue {
    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    var members: [JSONValue.Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

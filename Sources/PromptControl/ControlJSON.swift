import FoundationEssentials
import PromptCore

/// How the vocabulary is written as JSON, on the socket and for programs that read a command's output.
///
/// Members are in snake case, and one that has no value is left out. Times are RFC 3339 in UTC with milliseconds, amounts
/// are numbers of US dollars. New members may come at any time; `schema_version` is raised when one changes its meaning.
package enum ControlJSON {
    /// What is not in the vocabulary, or not of this version.
    package struct UnreadableError: Error, Equatable, CustomStringConvertible {
        package var description: String
    }

    /// The value as compact JSON in one line, its members in the order of the alphabet.
    package static func bytes(_ value: some Encodable) throws(UnreadableError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(Self.times))
        }
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw UnreadableError(description: "an answer cannot be written: \(error)")
        }
    }

    /// The value as a document for people and programs.
    package static func document(_ value: some Encodable) throws(UnreadableError) -> [UInt8] {
        let bytes = try Self.bytes(value)
        do {
            return try JSONValue.parse(bytes).pretty()
        } catch {
            throw UnreadableError(description: "an answer cannot be written: \(error.message)")
        }
    }

    /// Reads back what ``bytes(_:)`` gave.
    package static func value<Value: Decodable>(_: Value.Type, from bytes: [UInt8]) throws(UnreadableError) -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date(text, strategy: Self.times)
        }
        do {
            return try decoder.decode(Value.self, from: Data(bytes))
        } catch {
            throw UnreadableError(description: "what came is not understood: \(error)")
        }
    }

    private static let times = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

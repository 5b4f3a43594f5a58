import FoundationEssentials

/// A message on the wire: one line of JSON with the version of the vocabulary.
package struct ControlEnvelope<Message: Codable & Sendable>: Codable, Sendable {
    var version: Int
    package var message: Message

    private enum CodingKeys: String, CodingKey {
        case version
        // One name for both directions: who reads it knows which.
        case message
    }

    package init(_ message: Message) {
        self.version = ControlVocabulary.version
        self.message = message
    }

    /// The line, with its end.
    package func line() throws -> [UInt8] {
        try ControlJSON.bytes(self) + [UInt8(ascii: "\n")]
    }

    /// - Throws: `ControlError.garbled`, with what to do about it.
    package init(line: [UInt8]) throws(ControlError) {
        do {
            self = try ControlJSON.value(Self.self, from: line)
        } catch {
            // Of another version it may be good, and mean what this one does not know.
            let version = try? JSONDecoder().decode(ControlVocabulary.self, from: Data(line)).version
            guard let version, version != ControlVocabulary.version else {
                throw .garbled("it is no message that promptd knows")
            }
            throw .garbled(
                "it is of version \(version), and version \(ControlVocabulary.version) is understood here; let command "
                    + "and daemon be of one version: restart promptd"
            )
        }
    }
}

/// The version of what is spoken.
struct ControlVocabulary: Codable {
    static let version = 1

    var version: Int
}

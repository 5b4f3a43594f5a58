package import PromptCore

/// A label that prompts are chosen by: a name, or a name with its value (`customer`, `customer=acme`).
package struct HistoryLabel: Codable, Sendable, Equatable {
    package var name: String
    /// The label's value as text; `nil` for any.
    package var value: String?

    package init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// Reads `name` or `name=value`; `nil` if there is no name.
    package init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        guard let name = parts.first, !name.isEmpty else { return nil }
        self.init(name: name, value: parts.count > 1 ? parts[1] : nil)
    }

    package func isOne(of labels: JSONValue?) -> Bool {
        guard let found = labels?[self.name] else { return false }
        return self.value.map { $0 == Self.text(found) } ?? true
    }

    /// Labels as `name=value`, in the order of the prompt.
    package static func texts(_ labels: JSONValue?) -> [String] {
        guard case .object(let members) = labels else { return [] }
        return members.map { "\($0.name)=\(Self.text($0.value))" }
    }

    /// The text of a string, the JSON of anything else.
    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? String(decoding: value.serialized(), as: UTF8.self)
    }
}

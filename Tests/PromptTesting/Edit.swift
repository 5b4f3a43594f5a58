package import PromptCore

/// Small changes to a document, at places such as `$.files[0].bytes`.
package enum Edit {
    /// The places of all members, below the first element of lists too.
    package static func memberPlaces(_ value: JSONValue, at place: String = "$") -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { member in
                let here = "\(place).\(member.name)"
                return [here] + Self.memberPlaces(member.value, at: here)
            }
        case .array(let elements):
            elements.first.map { Self.memberPlaces($0, at: "\(place)[0]") } ?? []
        case .null, .bool, .number, .string: []
        }
    }

    /// Whether a place lies in what the user or the model's input decides, or is named for a file.
    package static func isFree(_ place: String) -> Bool {
        ["$.request.", "$.labels.", "$.error.suggestion.", "$.watch.scanned_folders.", "$.not_taken."]
            .contains { place.hasPrefix($0) }
    }

    package static func removing(_ place: String, from value: JSONValue) -> JSONValue {
        Self.edit(value, at: "$", place) { _ in nil } ?? .null
    }

    package static func replacing(_ place: String, in value: JSONValue, with new: JSONValue) -> JSONValue {
        Self.edit(value, at: "$", place) { _ in new } ?? .null
    }

    private static func edit(
        _ value: JSONValue,
        at here: String,
        _ place: String,
        _ change: (JSONValue) -> JSONValue?
    ) -> JSONValue? {
        if here == place { return change(value) }
        switch value {
        case .object(let members):
            return .object(
                members.compactMap { member in
                    Self.edit(member.value, at: "\(here).\(member.name)", place, change).map { .init(member.name, $0) }
                }
            )
        case .array(let elements):
            return .array(
                elements.enumerated().compactMap { index, element in
                    Self.edit(element, at: "\(here)[\(index)]", place, change)
                }
            )
        case .null, .bool, .number, .string:
            return value
        }
    }

    /// Every member a schema describes.
    package static func properties(_ schema: JSONValue) -> [JSONValue.Member] {
        guard case .object(let members) = schema else { return [] }
        return members.flatMap { member -> [JSONValue.Member] in
            guard case .object(let inner) = member.value else { return [] }
            switch member.name {
            case "properties", "$defs": return inner + inner.flatMap { Self.properties($0.value) }
            case "items": return Self.properties(member.value)
            default: return []
            }
        }
    }
}

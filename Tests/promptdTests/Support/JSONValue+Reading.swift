import PromptCore

extension JSONValue {
    /// The elements of a list; none for anything else.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The names of an object's members; none for anything else.
    var memberNames: [String] {
        if case .object(let members) = self { members.map(\.name) } else { [] }
    }

    /// A number as plain digits; `nil` for anything else.
    var intValue: Int? { self.integerValue.map { Int($0) } }

    /// A number of any form; `nil` for anything else.
    var number: Double? {
        if case .number(let literal) = self { Double(literal) } else { nil }
    }

    /// A member that must be there.
    func text(_ names: String...) -> String? {
        names.reduce(JSONValue?.some(self)) { $0?[$1] }?.stringValue
    }
}

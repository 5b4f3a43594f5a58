/// One of the steps that a prompt's result goes on to: an element of `promptd.then`.
///
/// It is a prompt like any other, whose texts `$result[1]`, `$result` and, in a list, `$result[*]` stand for files of the
/// step before it. `model` may stand at its top.
package struct StepPlan: Sendable {
    /// The most steps of one chain.
    static let most = 16

    /// The members of its prompt, with the references as they were written.
    let members: [JSONValue.Member]

    /// Reads an element; `nil` if it is no object.
    init?(_ value: JSONValue) {
        guard case .object(let written) = value else { return nil }
        let (daemon, model) = (PromptMember.daemon.rawValue, PromptOptionMember.model.rawValue)
        var members = written.filter { $0.name != model && $0.name != daemon }
        var options: [JSONValue.Member] = []
        if case .object(let own)? = written.first(where: { $0.name == daemon })?.value { options = own }
        if let chosen = written.first(where: { $0.name == model }), !options.contains(where: { $0.name == model }) {
            options.append(chosen)
        }
        if !options.isEmpty { members.append(.init(daemon, .object(options))) }
        self.members = members
    }

    /// Which file of the step before a text stands for, from 1; 0 for all of them; `nil` for any other text.
    static func result(_ text: String) -> Int? {
        if text == "$result" { return 1 }
        guard text.hasPrefix("$result["), text.hasSuffix("]") else { return nil }
        let index = text.dropFirst(8).dropLast()
        if index == "*" { return 0 }
        return Int(index).flatMap { 1...999 ~= $0 ? $0 : nil }
    }

    /// The numbers of the results that it goes on with, in the order they are named; 0 for all of them.
    var results: [Int] { self.members.flatMap { Self.results($0.value) } }

    private static func results(_ value: JSONValue) -> [Int] {
        switch value {
        case .string(let text): self.result(text).map { [$0] } ?? []
        case .array(let elements): elements.flatMap(self.results)
        case .object(let members):
            members.flatMap { self.results($0.value) }
        case .null, .bool, .number: []
        }
    }

    /// The members with the names of files in the places of the references.
    ///
    /// `name` tells what the result of a number, from 1, is called; `count` is how many there are.
    func filled(count: Int, _ name: (Int) -> String) -> [JSONValue.Member] {
        self.members.map { .init($0.name, Self.filled($0.value, count, name)) }
    }

    private static func filled(_ value: JSONValue, _ count: Int, _ name: (Int) -> String) -> JSONValue {
        switch value {
        case .string(let text):
            guard let number = Self.result(text) else { return value }
            return .string(name(max(1, number)))
        case .array(let elements):
            return .array(
                elements.flatMap { element -> [JSONValue] in
                    guard let text = element.stringValue, Self.result(text) == 0 else {
                        return [Self.filled(element, count, name)]
                    }
                    return (1...max(1, count)).map { .string(name($0)) }
                }
            )
        case .object(let members): return .object(members.map { .init($0.name, Self.filled($0.value, count, name)) })
        case .null, .bool, .number: return value
        }
    }
}

/// What an answer of the API says about an error; the API has several forms for it.
struct APIComplaint: Equatable, Sendable {
    /// The `error_code`, unless it is 0.
    var code: Int?
    /// The words of `error_message`, `message` or `error`, and of `detail`.
    var message: String?

    init(_ body: WireValue?) {
        self.code = body?["error_code"]?.integer.flatMap { $0 == 0 ? nil : $0 }
        let words = body.flatMap { Self.words(["error_message", "message", "error"], of: $0) }
        let detail = body?["detail"].flatMap(Self.words)
        let isTwice = words.map { detail?.utf8.elementsEqual($0.utf8) ?? false } ?? false
        let all = [words, isTwice ? nil : detail].compactMap(\.self)
        self.message = all.isEmpty ? nil : all.joined(separator: " – ")
    }

    /// The text of an error in any form: a string, an object with a message, or a list of what is wrong where.
    static func words(_ value: WireValue) -> String? {
        switch value {
        case .string: return value.text
        case .array(let items):
            let all = items.compactMap(Self.words)
            return all.isEmpty ? nil : all.joined(separator: "; ")
        case .object:
            let names = ["error_message", "message", "msg", "error", "detail", "reason", "code"]
            let words = Self.words(names, of: value)
            guard case .array(let place)? = value["loc"] else { return words }
            let path = place.compactMap { $0.text ?? $0.integer.map { String($0) } }.joined(separator: ".")
            return words.map { "\(path): \($0)" } ?? path
        case .null, .bool, .number: return nil
        }
    }

    /// The words of the first of the members `names` that has any.
    private static func words(_ names: [String], of value: WireValue) -> String? {
        // No lazy chain: one asks its first element twice, which doubles with each level of nesting.
        for name in names {
            if let words = value[name].flatMap(Self.words) { return words }
        }
        return nil
    }
}

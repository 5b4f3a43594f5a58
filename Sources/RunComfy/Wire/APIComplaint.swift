/// What an answer of the API says about an error; the API has several forms for it.
struct APIComplaint: Equatable, Sendable {
    /// The `error_code`, unless it is 0.
    var code: Int?
    /// The words of `error_message`, `message` or `error`, and of `detail`.
    var message: String?

    init(_ body: WireValue?) {
        self.code = body?["error_code"]?.integer.flatMap { $0 == 0 ? nil : $0 }
        let words = ["error_message", "message", "error"].lazy.compactMap { body?[$0].flatMap(Self.words) }.first
        let detail = body?["detail"].flatMap(Self.words)
        let all = [words, detail == words ? nil : detail].compactMap(\.self)
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
            let words = ["error_message", "message", "msg", "error", "detail"].lazy
                .compactMap { value[$0].flatMap(Self.words) }.first
            guard case .array(let place)? = value["loc"] else { return words }
            let path = place.compactMap { $0.text ?? $0.integer.map { String($0) } }.joined(separator: ".")
            return words.map { "\(path): \($0)" } ?? path
        case .null, .bool, .number: return nil
        }
    }
}

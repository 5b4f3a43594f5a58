/// The numbers of a language, written as one string: "zero, one, two, …, 30=thirty"; other forms after a slash.
struct CountNumbers: Sendable, ExpressibleByStringLiteral {
    private let values: [String: Int]

    init(stringLiteral value: String) {
        var values: [String: Int] = [:]
        for (index, entry) in value.split(separator: ",").enumerated() {
            let parts = entry.split(separator: "=").map { $0.trimmingPrefix(while: \.isWhitespace) }
            let number = parts.count == 2 ? Int(parts[0]) ?? index : index
            for form in (parts.last ?? "").split(separator: "/") { values[CountToken.folded(String(form))] = number }
        }
        self.values = values
    }

    /// The value of a word, also of "twenty-five".
    subscript(word: String) -> Int? {
        if let value = self.values[word] { return value }
        let parts = word.split(separator: "-")
        guard parts.count == 2, let tens = self.values[String(parts[0])], let ones = self.values[String(parts[1])]
        else {
            return nil
        }
        return tens >= 20 && tens % 10 == 0 && (1...9).contains(ones) ? tens + ones : nil
    }
}

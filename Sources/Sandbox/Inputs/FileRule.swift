/// One of a member's `validations`, such as `{"validation_rule": "width_pixels>", "validation_value": 300}`.
struct FileRule: Sendable {
    let quantity: String
    let isMost: Bool
    let bound: Double
    let error: String

    /// The rules that a member's schema has.
    static func all(in schema: APIValue) -> [FileRule] {
        guard case .array(let items) = schema["validations"] else { return [] }
        return items.compactMap { item in
            guard let rule = item["validation_rule"]?.text, let bound = item["validation_value"]?.number,
                let sign = rule.last, sign == "<" || sign == ">"
            else { return nil }
            let error = item["validation_error"]?.text ?? "The file breaks the rule \(rule)\(bound)."
            return FileRule(quantity: String(rule.dropLast()), isMost: sign == "<", bound: bound, error: error)
        }
    }

    /// Whether a file keeps the rule; one that is about something that the file does not say, it keeps.
    func allows(_ file: SentFile) -> Bool {
        let value: Double? =
            switch self.quantity {
            case "file_size_mb": file.bytes.map { Double($0) / 1_000_000 }
            case "width_pixels": file.width.map { Double($0) }
            case "height_pixels": file.height.map { Double($0) }
            case "width/height": file.ratio
            default: nil
            }
        guard let value else { return true }
        return self.isMost ? value < self.bound : value > self.bound
    }
}

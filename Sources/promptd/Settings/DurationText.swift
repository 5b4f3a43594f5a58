/// Durations as people write them in settings: `500ms`, `2s`, `1m`, `1h`.
enum DurationText {
    /// Returns `nil` for anything else, and for more than a thousand days.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite, number >= 0 else { return nil }
        let secondsPerUnit: Double? =
            switch text.dropFirst(digits.count) {
            case "ms": 0.001
            case "s": 1
            case "m": 60
            case "h": 3600
            case "d": 86_400
            default: nil
            }
        guard let secondsPerUnit, number * secondsPerUnit <= 86_400_000 else { return nil }
        return .seconds(number * secondsPerUnit)
    }
}

extension FileValidation {
    /// What is wrong with a file, in words that go on after its name: `is 5000 pixels wide; the model takes less than 4096`.
    ///
    /// What is not known of the file (`nil`) is not looked at: the API will.
    package func problem(megabytes: Double?, width: Int?, height: Int?, seconds: Double?) -> String? {
        let value: Double? =
            switch self.quantity {
            case .megabytes: megabytes
            case .width: width.map { Double($0) }
            case .height: height.map { Double($0) }
            case .ratio: Self.ratio(width, height)
            case .seconds: seconds
            }
        guard let value, !self.allows(value) else { return nil }
        return "\(self.text(value)); the model takes \(self.comparison.words) \(NumberLimits.text(self.bound))"
    }

    private static func ratio(_ width: Int?, _ height: Int?) -> Double? {
        guard let width, let height, height > 0 else { return nil }
        return Double(width) / Double(height)
    }

    private func text(_ value: Double) -> String {
        let number = NumberLimits.text((value * 1000).rounded() / 1000)
        return switch self.quantity {
        case .megabytes: "has \(number) MB"
        case .width: "is \(number) pixels wide"
        case .height: "is \(number) pixels high"
        case .ratio: "is \(number) times as wide as it is high"
        case .seconds: "is \(number) seconds long"
        }
    }
}

extension FileValidation.Comparison {
    fileprivate var words: String {
        switch self {
        case .less: "less than"
        case .lessOrEqual: "at most"
        case .greater: "more than"
        case .greaterOrEqual: "at least"
        }
    }
}

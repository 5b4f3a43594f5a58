/// One rule of a schema's `validations` list: `file_size_mb<`, `width_pixels>`, `width/height<` and the like, with a number.
package struct FileValidation: Equatable, Sendable {
    package enum Quantity: String, CaseIterable, Sendable {
        /// Millions of bytes.
        case megabytes = "file_size_mb"
        case width = "width_pixels"
        case height = "height_pixels"
        case ratio = "width/height"
        case seconds = "duration_seconds"
    }

    package enum Comparison: String, CaseIterable, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    package var quantity: Quantity
    package var comparison: Comparison
    package var bound: Double

    package init(_ quantity: Quantity, _ comparison: Comparison, _ bound: Double) {
        self.quantity = quantity
        self.comparison = comparison
        self.bound = bound
    }

    /// Whether `value` keeps the rule.
    package func allows(_ value: Double) -> Bool {
        switch self.comparison {
        case .less: value < self.bound
        case .lessOrEqual: value <= self.bound
        case .greater: value > self.bound
        case .greaterOrEqual: value >= self.bound
        }
    }
}

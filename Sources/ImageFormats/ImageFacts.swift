/// What the bytes of a file say about it.
package struct ImageFacts: Equatable, Sendable {
    package var format: ImageFormat
    /// In pixels, at least 1; `nil` for what is no picture, and for pictures whose beginning does not say.
    package let width: Int?
    /// In pixels, at least 1; `nil` for what is no picture, and for pictures whose beginning does not say.
    package let height: Int?

    /// A size of 0 counts as not said: a JPEG may leave it to its end.
    package init(format: ImageFormat, width: Int? = nil, height: Int? = nil) {
        self.format = format
        self.width = width.flatMap { $0 > 0 ? $0 : nil }
        self.height = height.flatMap { $0 > 0 ? $0 : nil }
    }
}

/// What the bytes of a file say about it.
package struct ImageFacts: Equatable, Sendable {
    package var format: ImageFormat
    /// In pixels, at least 1; `nil` for what is neither picture nor film, and for those that do not say.
    package let width: Int?
    /// In pixels, at least 1; `nil` for what is neither picture nor film, and for those that do not say.
    package let height: Int?
    /// How long a film or a sound is, in seconds, to the millisecond; `nil` for what has no length or does not say.
    package let seconds: Double?

    /// The longest that is believed: a year.
    private static let mostSeconds = 31_536_000.0

    /// A size of 0 counts as not said, since a JPEG may leave it to its end, and so does a length of 0, since a film may be
    /// written while it is filmed.
    package init(format: ImageFormat, width: Int? = nil, height: Int? = nil, seconds: Double? = nil) {
        self.format = format
        self.width = width.flatMap { $0 > 0 ? $0 : nil }
        self.height = height.flatMap { $0 > 0 ? $0 : nil }
        self.seconds = seconds.flatMap { seconds in
            // False for what is no number, too.
            guard seconds >= 0, seconds <= Self.mostSeconds else { return nil }
            let rounded = (seconds * 1000).rounded() / 1000
            return rounded > 0 ? rounded : nil
        }
    }
}

/// What the bytes of a picture or video say about it.
package struct ImageFacts: Equatable, Sendable {
    package var format: ImageFormat
    /// In pixels; `nil` for videos.
    package var width: Int?
    /// In pixels; `nil` for videos.
    package var height: Int?

    package init(format: ImageFormat, width: Int? = nil, height: Int? = nil) {
        self.format = format
        self.width = width
        self.height = height
    }
}

/// What a finished download was, as far as HTTP can tell; whether it is a whole picture is for its sink to check.
package struct DownloadReceipt: Equatable, Sendable {
    /// The `Content-Type` of the answer, without its parameters, in lower case.
    package var mediaType: String?
    /// Bytes the sink holds now, those of earlier attempts included.
    package var byteCount: Int64

    package init(mediaType: String?, byteCount: Int64) {
        self.mediaType = mediaType
        self.byteCount = byteCount
    }
}

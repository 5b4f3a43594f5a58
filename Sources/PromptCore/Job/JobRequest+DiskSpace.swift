extension JobRequest {
    /// Bytes one output may have, at most.
    ///
    /// Four bytes a pixel are more than any encoder makes of it; where the size is not known, the vendor's own limit for
    /// images holds.
    package var largestImage: Int64 {
        guard let size = self.pixelSize else { return 50 << 20 }
        return Int64(size.width) * Int64(size.height) * 4 + 1 << 16
    }

    /// Bytes all outputs together may have, at most.
    package var largestResult: Int64 { self.largestImage * Int64(self.imageCount) }
}

extension Job {
    /// Bytes that the job's files may yet take in the outbox: those that are paid for and not fetched.
    package var outstandingBytes: Int64 {
        guard let request = self.request else { return 0 }
        switch self.state {
        case .submitting, .queued, .running: return request.largestResult
        case .collecting(let output): return request.largestImage * Int64(output.wanted.count)
        case .claiming, .claimed, .publishing, .published, .failed, .unconfirmed, .cancelled, .divided, .completed:
            return 0
        }
    }
}

extension JobRequest {
    /// Bytes one output may have, at most.
    ///
    /// Four bytes a pixel are more than any encoder makes of it; where the size is not known, the vendor's own limit for
    /// images holds.
    package var largestImage: Int64 {
        guard let size = self.pixelSize else { return 50 << 20 }
        return (Int64(size.width) * Int64(size.height) * 4) + (1 << 16)
    }

    /// Bytes all outputs together may have, at most.
    package var largestResult: Int64 { self.largestImage * Int64(self.imageCount) }
}

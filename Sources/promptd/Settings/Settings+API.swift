import RunComfy

extension Settings {
    /// The API's address.
    func endpoint() throws(ExitError) -> RunComfyEndpoint {
        try self.endpoint(.api)
    }

    /// How long the API is waited for.
    func timeouts() throws(ExitError) -> Timeouts {
        Timeouts(
            connect: try self.duration(.connectTimeout),
            submission: try self.duration(.submitTimeout),
            call: try self.duration(.callTimeout)
        )
    }

    /// From where results may come, and how slowly.
    func downloadPolicy(_ endpoint: RunComfyEndpoint) throws(ExitError) -> DownloadPolicy {
        DownloadPolicy(
            endpoint: endpoint,
            hosts: HostPattern.vendor + (try self.hosts(.downloadHosts)),
            sizeCap: Int64(try self.number(.maxFileSize)) << 20,
            idleTimeout: try self.duration(.downloadStall)
        )
    }
}

extension TracedOperation {
    /// Whether the kernel has done it.
    var hasSucceeded: Bool { self.result >= 0 }

    /// Whether with it a request left that may be charged, whatever came back.
    var isSubmission: Bool { self.kind == .net && self.head.hasPrefix("POST ") }

    /// What it did, for people, with paths as they are below `root`.
    func summary(below root: String) -> String {
        if self.kind == .net { return "\(self.call) \(self.head)" }
        let paths = [self.path, self.to].filter { !$0.isEmpty }.map { path in
            DiskPath(path, below: root).map { $0 == .root ? "." : "\($0)" } ?? path
        }
        return "\(self.call) \(paths.joined(separator: " → "))"
    }
}

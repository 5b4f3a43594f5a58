import Glibc

/// How many files and connections this process may have open at once.
package enum DescriptorLimit {
    /// Raises the limit to `needed`, as far as the hard limit allows.
    ///
    /// - Returns: what is allowed now.
    /// - Throws: `FileError` if it cannot even be asked for, as under a filter of system calls.
    package static func raise(to needed: UInt64) throws(FileError) -> UInt64 {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        try systemCall("ask for", "the limit of open files") { unsafe getrlimit(resource, &limit) }
        guard limit.rlim_cur < needed else { return UInt64(limit.rlim_cur) }
        var raised = limit
        raised.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        do {
            try systemCall("raise", "the limit of open files") { unsafe setrlimit(resource, &raised) }
            return UInt64(raised.rlim_cur)
        } catch {
            // Forbidden: what there is has to do, or is too little.
            return UInt64(limit.rlim_cur)
        }
    }
}

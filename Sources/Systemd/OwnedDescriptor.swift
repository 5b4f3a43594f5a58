import Glibc

/// A file descriptor that is closed when its owner goes away.
struct OwnedDescriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        // Nothing is written through a descriptor owned here that close could still lose, and after EINTR
        // Linux has closed it all the same: there is nothing to do with the result.
        _ = close(self.number)
    }
}

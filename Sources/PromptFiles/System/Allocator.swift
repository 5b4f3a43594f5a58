import CLinux
import Glibc
import SystemPackage

/// How the process gets its memory from the kernel, and gives it back.
package enum Allocator {
    /// To be called before there is more than one thread.
    ///
    /// One arena: several grow and shrink a page at a time, a system call each, and each keeps what it once had. What is
    /// large comes from the kernel and goes back to it, whatever has been freed before.
    package static func prepare() {
        _ = clinux_allocator(1 << 20, 512 << 10, 4 << 20)
    }

    /// Gives back the code that only a start needs: most of a large program is touched once.
    ///
    /// What is used again comes back by itself.
    ///
    /// - Throws: `FileError`, which changes nothing: the kernel takes back what it needs in any case.
    package static func startIsOver() throws(FileError) {
        try systemCall("give back the memory of", "the program's code") { clinux_release_code() }
    }
}

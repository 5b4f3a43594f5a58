/// One call of a program that changed files or sent bytes, as `crashpoint --trace` writes it.
struct TracedOperation: Decodable, Sendable {
    /// What an operation changes; the word of `--only`.
    enum Kind: String, CaseIterable, Decodable, Sendable {
        /// The bytes of a file, its size included.
        case data
        /// Names, and files coming into being.
        case meta
        /// What makes the others durable.
        case sync
        /// What leaves the machine.
        case net
    }

    /// Its place in the order in which operations began, from 1.
    var n: Int
    /// The name of the system call.
    var call: String
    var kind: Kind
    /// The file, or the peer as `127.0.0.1:80`.
    var path: String
    /// The second name of a rename or a hard link, or what a symbolic link says; else empty.
    var to: String
    /// As the kernel returned it: below zero the number of an error.
    var result: Int
    /// Where the bytes lie in the file.
    var offset: Int
    /// What was asked for: how many bytes, or the new size.
    var length: Int
    var flags: Int
    /// Where in the trace's data the bytes are that were written; -1 if none are.
    var data: Int
    var size: Int
    /// Nanoseconds since 1970, as the sandbox's account book has them.
    var start: Int
    var end: Int
    var thread: Int
    /// The first line of what was sent, as far as it is printable.
    var head: String

    private enum CodingKeys: String, CodingKey {
        case n, call, path, to, result, offset, length, flags, data, size, start, end, thread, head
        case kind = "class"
    }
}

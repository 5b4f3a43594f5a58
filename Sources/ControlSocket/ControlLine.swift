import NIOCore
import PromptControl

/// Reads one line from a connection.
enum ControlLine {
    /// The line without its end, of `limit` bytes at most.
    ///
    /// - Throws: `ControlError.garbled` if it is longer, or ends before its end.
    static func read(
        from inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        limit: Int
    ) async throws -> [UInt8] {
        var line: [UInt8] = []
        for try await part in inbound {
            let bytes = part.readableBytesView
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return line + bytes[..<end] }
            line += bytes
            guard line.count <= limit else { throw ControlError.garbled("it has more than \(limit) bytes") }
        }
        throw ControlError.garbled("it ends in the middle")
    }
}

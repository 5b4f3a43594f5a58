import NIOCore

/// A body in one part that passes a gate on its way out.
struct GatedBody: AsyncSequence, Sendable {
    let bytes: ByteBuffer
    let gate: BodyGate

    struct ClosedError: Error {}

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var remaining: ByteBuffer?
        fileprivate let gate: BodyGate

        mutating func next() async throws -> ByteBuffer? {
            guard let bytes = self.remaining else { return nil }
            guard self.gate.pull() else { throw ClosedError() }
            self.remaining = nil
            return bytes
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(remaining: self.bytes, gate: self.gate)
    }
}

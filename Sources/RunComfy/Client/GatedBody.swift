import NIOCore
import PromptCore

/// A body that passes a gate on its way out.
struct GatedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let gate: BodyGate

    struct ClosedError: Error {}

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var chunks: RequestBody.Chunks
        fileprivate let gate: BodyGate
        fileprivate var hasBegun = false

        mutating func next() async throws -> ByteBuffer? {
            // Read before the gate is asked: what cannot be read has not left.
            guard let chunk = try await self.chunks.next() else { return nil }
            if !self.hasBegun {
                guard self.gate.pull() else { throw ClosedError() }
                self.hasBegun = true
            }
            return ByteBuffer(bytes: chunk)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(chunks: self.body.chunks(), gate: self.gate)
    }
}

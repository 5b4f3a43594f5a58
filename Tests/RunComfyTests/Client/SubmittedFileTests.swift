import Foundation
import PromptCore
import Synchronization
import Testing

@testable import RunComfy

/// Submissions with files that are read as they go out.
@Suite(.timeLimit(.minutes(1))) struct SubmittedFileTests {
    /// A file that can be read up to some place.
    private final class Source: BodySource {
        struct UnreadableError: Error {}

        let count: Int64
        private let readable: Int64
        private let largest = Mutex(0)

        init(_ count: Int64, readable: Int64 = .max) {
            (self.count, self.readable) = (count, readable)
        }

        /// The most that was asked for at once.
        var most: Int { self.largest.withLock { $0 } }

        func read(count: Int, at offset: Int64) async throws -> [UInt8] {
            self.largest.withLock { $0 = max($0, count) }
            guard offset + Int64(count) <= self.readable else { throw UnreadableError() }
            return (0..<Int64(count)).map { UInt8(truncatingIfNeeded: (offset + $0) * 7) }
        }
    }

    private static let accepted = Reply.http(200, body: #"{"request_id":"req-1"}"#)

    /// Catches a body that arrives in another form or length than was announced.
    @Test func theWholeFileArrives() async throws {
        try await withServer(Self.accepted) { server in
            let source = Source(1_000_001)
            let body = RequestBody([.bytes(Array("[\"".utf8)), .base64(source), .bytes(Array("\"]".utf8))])
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: body) }
            #expect(outcome == .accepted(try .test()))
            let request = try requireValue(server.requests.first)
            #expect(request.headers["content-length"] == "\(body.count)")
            #expect(request.headers["transfer-encoding"] == nil)
            let content = try await source.read(count: 1_000_001, at: 0)
            #expect(request.body == Array("[\"\(Data(content).base64EncodedString())\"]".utf8))
        }
    }

    /// Catches a submission that is taken for sent although nothing of its body could be read.
    @Test func whatCannotBeReadAtAllIsNotSent() async throws {
        try await withServer(Self.accepted) { server in
            let body = RequestBody([.base64(Source(100, readable: 0))])
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: body) }
            guard case .notSent = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    /// Catches a submission that is sent again although bytes of it have left.
    @Test func whatCannotBeReadToItsEndIsUnknown() async throws {
        try await withServer(Self.accepted) { server in
            let source = Source(2_000_000, readable: 1_000_000)
            let body = RequestBody([.bytes(Array("[\"".utf8)), .base64(source)])
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: body) }
            guard case .unknown = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(source.most <= 256 << 10)
        }
    }
}

import Foundation
import Testing

@testable import PromptCore

struct RequestBodyTests {
    /// Bytes in memory that stand for a file.
    private struct Bytes: BodySource {
        var bytes: [UInt8]
        var count: Int64

        init(_ bytes: [UInt8], saying count: Int? = nil) {
            (self.bytes, self.count) = (bytes, Int64(count ?? bytes.count))
        }

        func read(count: Int, at offset: Int64) async throws -> [UInt8] {
            Array(self.bytes.dropFirst(Int(offset)).prefix(count))
        }
    }

    /// Catches a length that is not what goes out, and Base64 that breaks where one part ends and the next begins.
    @Test(arguments: [0, 1, 2, 3, 4, 196_607, 196_608, 196_609, 500_000])
    func aFileGoesOutInBase64OfTheLengthThatWasSaid(size: Int) async throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }
        let body = RequestBody([.bytes(Array("a\"".utf8)), .base64(Bytes(bytes)), .bytes([]), .bytes(Array("\"".utf8))])
        let sent = try await body.collected()
        #expect(sent == Array("a\"\(Data(bytes).base64EncodedString())\"".utf8))
        #expect(body.count == Int64(sent.count))
    }

    /// Catches a large file that is held whole.
    @Test func noPartIsLarge() async throws {
        let body = RequestBody([.base64(Bytes(Array(repeating: 7, count: 2_000_000)))])
        var (chunks, largest) = (body.chunks(), 0)
        while let chunk = try await chunks.next() { largest = max(largest, chunk.count) }
        #expect(largest <= 256 << 10)
    }

    /// Catches a file that has become shorter and is sent all the same.
    @Test func aFileThatIsShorterThanWasSaidEndsIt() async throws {
        let body = RequestBody([.base64(Bytes([1, 2], saying: 3))])
        await #expect(throws: RequestBody.ShortError.self) { try await body.collected() }
    }

    /// Catches an empty body that is taken for one with something in it.
    @Test func nothingIsNothing() async throws {
        #expect(RequestBody([RequestBody.Piece]()).count == 0)
        #expect(try await RequestBody([UInt8]()).collected() == [])
    }
}

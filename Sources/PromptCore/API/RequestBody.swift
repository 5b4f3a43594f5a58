import FoundationEssentials

/// What is sent to a model: bytes, and files that are read as they go out, so that no large one is ever held whole.
package struct RequestBody: Sendable {
    /// A part of it.
    package enum Piece: Sendable {
        case bytes([UInt8])
        /// The file's content in Base64 (RFC 4648, with padding).
        case base64(any BodySource)
    }

    /// A file has become shorter since it was opened.
    package struct ShortError: Error {}

    package var pieces: [Piece]

    package init(_ pieces: [Piece]) { self.pieces = pieces }

    /// A body that is at hand.
    package init(_ bytes: [UInt8]) { self.pieces = bytes.isEmpty ? [] : [.bytes(bytes)] }

    /// Its length in bytes, known before anything is read.
    package var count: Int64 {
        self.pieces.reduce(0) { sum, piece in
            switch piece {
            case .bytes(let bytes): sum + Int64(bytes.count)
            case .base64(let source): sum + Self.base64Count(source.count)
            }
        }
    }

    /// How long that many bytes are in Base64.
    package static func base64Count(_ count: Int64) -> Int64 { (count + 2) / 3 * 4 }

    package func chunks() -> Chunks { Chunks(left: self.pieces[...]) }

    /// All of it at once: for tests, and for bodies that are small.
    package func collected() async throws -> [UInt8] {
        var (chunks, bytes) = (self.chunks(), [UInt8]())
        while let chunk = try await chunks.next() { bytes += chunk }
        return bytes
    }

    /// Its bytes in order, a bounded number at a time.
    package struct Chunks: Sendable {
        /// Bytes read at once: a multiple of three, so that each encodes by itself.
        private static let size = 192 << 10

        fileprivate var left: ArraySlice<Piece>
        private var offset: Int64 = 0

        fileprivate init(left: ArraySlice<Piece>) { self.left = left }

        /// - Returns: the next part, never empty; `nil` at the end.
        /// - Throws: what reading a file throws; `ShortError`.
        package mutating func next() async throws -> [UInt8]? {
            while let piece = self.left.first {
                switch piece {
                case .bytes(let bytes):
                    self.left.removeFirst()
                    if !bytes.isEmpty { return bytes }
                case .base64(let source):
                    guard self.offset < source.count else {
                        self.left.removeFirst()
                        self.offset = 0
                        continue
                    }
                    let wanted = Int(min(Int64(Self.size), source.count - self.offset))
                    let bytes = try await source.read(count: wanted, at: self.offset)
                    guard bytes.count == wanted else { throw ShortError() }
                    self.offset += Int64(wanted)
                    return Array(Data(bytes).base64EncodedData())
                }
            }
            return nil
        }
    }
}

extension GenerationAPI {
    /// Sends a request whose body is at hand; see ``submit(_:body:)-(_,RequestBody)``.
    package func submit(_ model: ModelID, body: [UInt8]) async -> SubmissionOutcome {
        await self.submit(model, body: RequestBody(body))
    }
}

import PromptCore
import Testing

@testable import RunComfy

/// A download cut off after every single byte: nothing but the whole file may count as one.
@Suite(.timeLimit(.minutes(1))) struct CutDownloadTests {
    private static let file = (0..<60).map { String($0) }.joined(separator: ",")

    private func download(
        _ answer: WholeAnswer,
        _ end: Reply.End,
        into sink: () -> MemorySink
    ) async throws {
        try await withServer(script: answer.cuts(end)) { server in
            let policy = DownloadPolicy(endpoint: try RunComfyEndpoint(server.address), slowestRate: 0)
            let link = OutputLink(kind: .image, url: "\(server.address)/f.png")
            try await withClient(server, downloads: policy) { client in
                for count in 0...answer.bytes.count {
                    let sink = sink()
                    do {
                        try await client.download(link, into: sink)
                        #expect(count >= answer.bodyEnd, "after \(count) bytes")
                        #expect(await sink.text == Self.file, "after \(count) bytes")
                    } catch let failure as DownloadError {
                        #expect(failure.kind == .transient, "after \(count) bytes")
                        #expect(!answer.isWhole(count, end), "after \(count) bytes")
                        #expect(Self.file.hasPrefix(await sink.text), "after \(count) bytes")
                    }
                    #expect(server.requests.count == count + 1, "after \(count) bytes")
                }
            }
        }
    }

    /// Catches half a picture that counts as a whole one.
    ///
    /// Without a length nobody can tell here; the format must.
    @Test(arguments: [WholeAnswer.Framing.length, .chunked], [Reply.End.close, .reset])
    func aFileIsWholeOrToBeFetchedAgain(framing: WholeAnswer.Framing, end: Reply.End) async throws {
        let answer = WholeAnswer(200, framing, ["ETag: \"v1\""], body: Self.file)
        try await self.download(answer, end) { MemorySink() }
    }

    /// Catches a continued file that counts as whole although its own end is missing, or loses what it had.
    @Test(arguments: [WholeAnswer.Framing.length, .chunked], [Reply.End.close, .reset])
    func theRestOfAFileIsWholeOrToBeFetchedAgain(framing: WholeAnswer.Framing, end: Reply.End)
        async throws
    {
        let (kept, size) = (40, Self.file.utf8.count)
        let answer = WholeAnswer(
            206,
            framing,
            ["ETag: \"v1\"", "Content-Range: bytes \(kept)-\(size - 1)/\(size)"],
            body: String(Self.file.dropFirst(kept))
        )
        try await self.download(answer, end) { MemorySink(kept: String(Self.file.prefix(kept)), validator: "\"v1\"") }
    }
}

import FoundationEssentials
import NIOHTTP1
import PromptCore
import Testing

@testable import RunComfy

@Suite struct DownloadAnswerTests {
    private static let resume = ResumePoint(offset: 5, validator: "\"v1\"")

    private func judge(
        _ status: Int,
        _ headers: HTTPHeaders = [:],
        resume: ResumePoint? = nil
    ) throws(DownloadError) -> DownloadAnswer {
        try DownloadAnswer(status: status, headers: headers, resume: resume, sizeCap: 100, now: Date())
    }

    @Test(
        arguments: [
            (400, .gone), (401, .gone), (403, .gone), (404, .gone), (410, .gone), (408, .transient), (425, .transient),
            (429, .transient), (500, .transient), (502, .transient), (503, .transient), (304, .transient),
            (302, .transient), (204, .unusable),
        ] as [(Int, DownloadError.Kind)]
    )
    func everyStatusThatBringsNoFileHasItsKind(status: Int, kind: DownloadError.Kind) {
        let failure = #expect(throws: DownloadError.self) { try self.judge(status, ["Retry-After": "9"]) }
        #expect(failure?.kind == kind)
        #expect(failure?.retryAfter == (kind == .transient && status != 302 ? 9 : nil))
    }

    @Test(
        arguments: [
            (["Content-Type": "text/html; charset=utf-8"], .unusable),
            (["Content-Type": "Application/JSON"], .unusable),
            (["Content-Encoding": "gzip"], .unusable), (["Content-Length": "101"], .tooLarge),
        ] as [(HTTPHeaders, DownloadError.Kind)]
    )
    func aBodyThatIsNoFileOrTooMuchOfOneIsNotBegun(headers: HTTPHeaders, kind: DownloadError.Kind) {
        let failure = #expect(throws: DownloadError.self) { try self.judge(200, headers) }
        #expect(failure?.kind == kind)
    }

    // Only an unquestionable continuation may be appended; the rest would sew two files together.
    @Test(
        arguments: [
            ("bytes 5-9/10", "\"v1\"", true), ("bytes 5-9/*", nil, true), ("BYTES 5-9/10", "\"v1\"", true),
            ("bytes 4-9/10", "\"v1\"", false), ("bytes 0-9/10", "\"v1\"", false), ("bytes 5-9/10", "\"v2\"", false),
            ("bytes 5-8/10", "\"v1\"", false), ("bytes 9-5/10", nil, false), ("bytes 5-9", nil, false),
            ("bytes */10", nil, false), ("5-9/10", nil, false), ("bytes 5-9223372036854775807/*", nil, false),
            (nil, "\"v1\"", false),
        ] as [(String?, String?, Bool)]
    )
    func aPartIsTakenOnlyIfItStartsWhereTheKeptBytesEnd(range: String?, tag: String?, isTaken: Bool)
        throws
    {
        var headers = HTTPHeaders()
        if let range { headers.add(name: "Content-Range", value: range) }
        if let tag { headers.add(name: "ETag", value: tag) }
        let content = DownloadAnswer.content(offset: 5, length: 5, validator: "\"v1\"")
        #expect(try self.judge(206, headers, resume: Self.resume) == (isTaken ? content : .startOver))
    }

    @Test func aPartThatNobodyAskedForIsNotTaken() throws {
        #expect(try self.judge(206, ["Content-Range": "bytes 0-4/5"]) == .startOver)
    }

    @Test func theCapHoldsForTheWholeOfAContinuedFile() {
        let failure = #expect(throws: DownloadError.self) {
            try self.judge(206, ["Content-Range": "bytes 5-104/105"], resume: Self.resume)
        }
        #expect(failure?.kind == .tooLarge)
    }

    @Test(
        arguments: [
            ("\"abc\"", "\"abc\""), ("W/\"abc\"", nil), ("abc", nil), ("\"a\"b\"", nil), ("\"", nil), ("\"a b\"", nil),
        ] as [(String, String?)]
    )
    func onlyAStrongEntityTagIsKeptForResuming(tag: String, kept: String?) throws {
        let content = DownloadAnswer.content(offset: 0, length: nil, validator: kept)
        #expect(try self.judge(200, ["ETag": tag]) == content)
    }
}

import Testing

@testable import RunComfy

@Suite struct AccessTokenTests {
    @Test func noWayOfPrintingShowsTheToken() throws {
        let token = try AccessToken(" \(secret)\n")
        var dumped = ""
        dump(["token": token], to: &dumped)
        let printed = [
            "\(token)", String(describing: token), String(reflecting: token), "\([token])", "\(token as Any)",
        ]
        for text in printed + [dumped] {
            #expect(!text.contains(secret))
        }
        #expect(Mirror(reflecting: token).children.isEmpty)
    }

    @Test func whiteSpaceAroundATokenIsDroppedAsFilesEndInANewline() throws {
        #expect(try AccessToken("\t \(secret) \r\n").authorization == "Bearer \(secret)")
    }

    // A line break inside would end the header early; the message must not repeat the text.
    @Test(arguments: [
        "", "  \n", "abcdefgh ijkl", "abcdefgh\r\nX: y", "abcdefgh\u{0}", "abcdefghé", "Bearer abcdefgh",
        "\"abcdefgh\"",
        "'abcdefgh'",
    ])
    func aTextThatCannotBeATokenIsRefused(text: String) {
        let problem = #expect(throws: ConfigurationError.self) { try AccessToken(text) }
        #expect(problem?.code == .token)
        #expect(problem?.message.contains("abcdefgh") == false)
    }
}

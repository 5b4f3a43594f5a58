import FoundationEssentials
import PromptCore
import PromptTesting
import Testing

@testable import RunComfy

/// What a server echoes of the token, in whatever spelling, must not be readable in a message.
@Suite struct TokenRedactorTests {
    /// With characters that each spelling writes in a way of its own.
    private static let token = "abc/def+ghi=1&2<3_x-y%2"

    private func redact(_ text: String) throws -> String {
        try AccessToken(Self.token).redacting(text)
    }

    @Test(arguments: [
        // As PHP writes it, and with codes in either case.
        #"abc\/def+ghi=1&2<3_x-y%2"#, #"abc\u002fdef\u002Bghi\u003d1\u00262\u003C3_x-y%2"#,
        #"\u0061\u0062\u0063\/def+ghi=1&2<3_x-y\u00252"#, #"abc\x2fdef\x2Bghi=1&2<3_x-y%2"#,
        #"abc\u{2f}def+ghi=1&2<3_x\-y%2"#,
    ])
    func aTokenInTheEscapesOfJSONIsTakenOut(spelling: String) throws {
        #expect(try self.redact(#"{"echo":"Bearer \#(spelling)"}"#) == #"{"echo":"Bearer [token]"}"#)
    }

    @Test(arguments: [
        "abc%2Fdef%2Bghi%3D1%262%3C3_x-y%252", "abc%2fdef%2bghi%3d1%262%3c3_x-y%252",
        "%61%62%63%2F%64ef+ghi=1&2<3_x%2Dy%252", "abc%u002Fdef+ghi=1&2<3_x-y%2",
        // Encoded once more on the way.
        "abc%252Fdef%252Bghi%253D1%25262%253C3_x-y%25252",
    ])
    func aTokenInTheEncodingOfURLsIsTakenOut(spelling: String) throws {
        #expect(try self.redact("GET /?t=\(spelling)&u=1 failed") == "GET /?t=[token]&u=1 failed")
    }

    @Test(arguments: [
        "abc/def+ghi=1&amp;2&lt;3_x-y%2", "abc&#47;def&#x2B;ghi&#X3d;1&#38;2&#60;3_x-y&#37;2",
        "abc&sol;def&plus;ghi&equals;1&AMP;2&LT;3&lowbar;x-y&percnt;2", "&#097;bc&#0000047;def+ghi=1&2<3_x-y%2",
        "abc&#47def+ghi=1&2<3_x-y%2", "abc&amp;#47;def+ghi=1&2<3_x-y%2",
    ])
    func aTokenInTheEntitiesOfHTMLIsTakenOut(spelling: String) throws {
        #expect(try self.redact("<p>bad token \(spelling)</p>") == "<p>bad token [token]</p>")
    }

    /// Alone, behind a name as a header has it, and with something behind it: each falls otherwise into groups of three.
    @Test(arguments: ["", "u", "us", "Bearer ", "user:"], ["", "!", "\r\nX-Other: header"])
    func aTokenInBase64IsTakenOutWithAllThatIsWrittenWithIt(before: String, after: String) throws {
        let base64 = Data((before + Self.token + after).utf8).base64EncodedString()
        let forURLs = String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
        let unpadded = String(base64.prefix { $0 != "=" })
        for spelling in [base64, forURLs, unpadded, base64.replacing("/", with: #"\/"#).replacing("=", with: "%3D")] {
            #expect(try self.redact("Basic \(spelling), no") == "Basic [token], no")
        }
    }

    /// Any mix of spellings, letter by letter, and the whole of it escaped once more.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func anyMixOfSpellingsIsTakenOut(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let length = Int.random(in: 8...60, using: &random)
        let characters = (0..<length).map { _ in UInt8.random(in: 0x21...0x7E, using: &random) }
        // A token has no quotes at its ends.
        let secret = "t" + String(decoding: characters, as: UTF8.self) + "n"
        let token = try AccessToken(secret)
        let spelling = Self.spell(Self.spell(secret, rarely: false, &random), rarely: true, &random)
        #expect(token.redacting("said «\(spelling)», no") == "said «[token]», no", "\(secret)")
        #expect(token.redacting("said «\(secret)», no") == "said «[token]», no")
    }

    private static func spell(_ text: String, rarely: Bool, _ random: inout SeededGenerator) -> String {
        text.utf8.map { byte in
            let character = String(UnicodeScalar(byte))
            let isUpper = Bool.random(using: &random)
            var code = String(byte, radix: 16, uppercase: isUpper)
            if code.utf8.count < 2 { code = "0" + code }
            // A mark that stands for itself would be part of what comes behind it.
            let isMark = #"\%&"#.utf8.contains(byte)
            switch Int.random(in: rarely ? -20...6 : 0...6, using: &random) {
            case 1: return #"\u00"# + code
            case 2: return "%" + code
            case 3: return "&#x\(code);"
            case 4: return "&#\(byte);"
            case 5: return #"\x"# + code
            case 6 where !UnicodeScalar(byte).properties.isAlphabetic && !(0x30...0x39 ~= byte):
                return #"\"# + character
            default: return isMark ? "&#\(byte);" : character
            }
        }.joined()
    }

    @Test func everyPlaceIsTakenOut() throws {
        let text = "\(Self.token)\(Self.token) and abc\\/def+ghi=1&2<3_x-y%2."
        #expect(try self.redact(text) == "[token][token] and [token].")
    }

    @Test(arguments: [
        "", "plain", #"{"a":"b\/c\u00e9\ud83d\ude00\n\\"}"#, "100% of %20 and %2F, %zz, %",
        "a &amp; b &#47; &#x2f &nope; &",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", "é 漢字 👩‍👩‍👧 \u{202E}", #"\u"#, #"\u{"#,
        #"\x2"#, "&#",
        "abc/def+ghi=1&2<3_x-y%", "bc/def+ghi=1&2<3_x-y%2", #"\#\&\%"#, "\\",
    ])
    func anyOtherTextIsLeftAsItIs(text: String) throws {
        #expect(try self.redact(text) == text)
        #expect(try self.redact(text + Self.token + " " + text) == text + "[token] " + text)
    }

    /// The word that such a token would be, were it not one, is in many a text.
    @Test(arguments: [
        ("%6e%6f%74", "not %6e%6f%74 %256e%256f%2574", "not [token] [token]"), ("seven-7", "seven-7", "seven-7"),
    ])
    func aWordIsNoSecret(token: String, text: String, redacted: String) throws {
        #expect(try AccessToken(token).redacting(text) == redacted)
    }

    /// The slowest ways to look for a token would take a minute for each of these.
    @Test(.timeLimit(.minutes(1)), arguments: ["a", "%61", "&#97;", "&#9", #"\u0061"#, "%25", "YWFh"])
    func theTimeGrowsWithTheTextAlone(part: String) throws {
        let token = try AccessToken(String(repeating: "a", count: 8191) + "z")
        let text = String(repeating: part, count: 100_000 / part.utf8.count)
        #expect(token.redacting(text) == text)
    }

    /// What is cut first may end in the midst of the token.
    @Test func wordsAreCutOnlyAfterTheTokenIsOut() throws {
        let token = try AccessToken(Self.token)
        let line = token.line(String(repeating: "x", count: 290) + " \(Self.token) y")
        #expect(line == String(repeating: "x", count: 290) + " [token] y")
        let body = String(repeating: " ", count: 1990) + Self.token
        let outcome = SubmissionOutcome(answer(200, body), now: Date()).readable(hiding: token)
        guard case .unknown(let trouble) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(trouble.message.hasSuffix("HTTP 200: [token]"))
    }
}

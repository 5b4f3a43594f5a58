import Testing

@testable import RunComfy

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://x/é 1?a=漢#f", "https://x/%C3%A9%201?a=%E6%BC%A2"), ("https://X.y:443/%e9%2F", "https://x.y/%e9%2F"),
        // An accent on a mark makes another character of it; for a server it is the mark.
        ("https://x/a?\u{301}b=1", "https://x/a?%CC%81b=1"), ("https://x/a#\u{301}b", "https://x/a"),
        ("https://x/\u{301}", "https://x/%CC%81"),
    ])
    func anAddressIsPutTogetherAnew(text: String, url: String) throws {
        #expect(try WebAddress(text).url == url)
    }

    @Test(arguments: [
        "https://é/", "https://x\u{301}/", "https://x:\u{301}1/", "https:/\u{301}/x/", "https://a@\u{301}b/",
    ])
    func aHostIsASCII(text: String) {
        #expect(throws: WebAddress.MalformedError.self) { try WebAddress(text) }
    }

    @Test(arguments: [
        ("a-b.c_d~1", "a-b.c_d~1"), (".", "%2E"), ("..", "%2E%2E"), ("...", "..."),
        ("a/b?c#d%2e", "a%2Fb%3Fc%23d%252e"),
        ("é \"\\", "%C3%A9%20%22%5C"),
    ])
    func aSegmentIsOneWhateverItIsMadeOf(text: String, segment: String) {
        #expect(WebAddress.segment(text) == segment)
    }
}

import Testing

@testable import RunComfy

@Suite struct RunComfyEndpointTests {
    @Test(arguments: [
        ("https://model-api.runcomfy.net", "https://model-api.runcomfy.net/v1/x"),
        ("https://model-api.runcomfy.net/", "https://model-api.runcomfy.net/v1/x"),
        ("https://model-api.runcomfy.net/v1", "https://model-api.runcomfy.net/v1/x"),
        ("https://model-api.runcomfy.net/v1///", "https://model-api.runcomfy.net/v1/x"),
        ("HTTPS://Model-API.RunComfy.net:443/v1/", "https://model-api.runcomfy.net/v1/x"),
        ("https://gateway.example.com:8443/comfy/v1", "https://gateway.example.com:8443/comfy/v1/x"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/x"),
        ("http://127.9.9.9", "http://127.9.9.9/v1/x"),
        ("http://localhost:1/v1/", "http://localhost:1/v1/x"),
        ("http://[::1]:8080", "http://[::1]:8080/v1/x"),
    ])
    func aBaseURLIsReadInAllItsSpellings(text: String, url: String) throws {
        #expect(try RunComfyEndpoint(text).url("/x") == url)
    }

    // Each of these would send the token in the clear, to another host than it seems, or to a broken URL.
    @Test(arguments: [
        "", "model-api.runcomfy.net", "ftp://model-api.runcomfy.net", "https://", "https://:443",
        "http://model-api.runcomfy.net", "http://192.168.0.2", "http://127.0.0.1.evil.com", "http://localhost.evil.com",
        "http://[::2]", "https://user@model-api.runcomfy.net", "https://a:b@model-api.runcomfy.net",
        "https://model-api.runcomfy.net?x=1", "https://model-api.runcomfy.net/v1#x", "https://model-api.runcomfy.net:0",
        "https://model-api.runcomfy.net:99999", "https://model-api.runcomfy.net:+1", "https://a b.com",
        "https://a.com/\n", "https://a.com\\@b.com", "https://a.com/x//y", "https://a.com/../v1", "https://[::1",
        "https://exämple.com", "https://a..com", "http://2130706433", "http://0x7f.1", "http://127.1",
    ])
    func anAddressThatIsUnsafeOrNoBaseURLIsRefused(text: String) {
        let problem = #expect(throws: ConfigurationError.self) { try RunComfyEndpoint(text) }
        #expect(problem?.code == .endpoint)
    }

    /// Catches the token on its way to a host that nobody has named.
    @Test(arguments: [
        ("https://model-api.runcomfy.net/v1/", "https://api.runcomfy.net/prod/v2/balance"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/prod/v2/balance"),
        ("https://gateway.example.com", nil), ("https://model-api.runcomfy.net/gateway", nil),
        ("https://model-api.runcomfy.net:8443", nil),
    ])
    func whereTheBalanceIsTold(_ text: String, _ url: String?) throws {
        #expect(try RunComfyEndpoint(text).balance == url)
    }
}

import PromptCore
import Testing

@testable import RunComfy

@Suite struct DownloadPolicyTests {
    private static func policy(api: String = RunComfyEndpoint.standard, _ more: [String] = []) throws -> DownloadPolicy
    {
        DownloadPolicy(
            endpoint: try RunComfyEndpoint(api),
            hosts: HostPattern.vendor + (try more.map { try HostPattern($0) })
        )
    }

    @Test(arguments: [
        ("https://cdn.runcomfy.net/a.png?sig=1", "https://cdn.runcomfy.net/a.png?sig=1"),
        ("https://A.B.RunComfy.COM/x#frag", "https://a.b.runcomfy.com/x"),
        ("https://cdn.runcomfy.net:8443/x", "https://cdn.runcomfy.net:8443/x"),
        ("https://cdn.runcomfy.net/a b/ü.png?q=[1]", "https://cdn.runcomfy.net/a%20b/%C3%BC.png?q=%5B1%5D"),
        ("https://files.example.com/x%2Fy", "https://files.example.com/x%2Fy"),
    ])
    func listedHostsAreFetchedFromByAnAddressPutTogetherAnew(text: String, url: String) throws {
        let (address, route) = try Self.policy(["files.example.com"]).judge(text)
        #expect(address.url == url)
        #expect(route == .listed)
    }

    @Test(arguments: [
        "http://cdn.runcomfy.net/x", "https://runcomfy.net/x", "https://runcomfy.net.evil.com/x",
        "https://evilruncomfy.net/x", "https://cdn.runcomfy.net@evil.com/x", "https://user:pw@cdn.runcomfy.net/x",
        "https://evil.com/cdn.runcomfy.net", "https://evil.com?.runcomfy.net", "https://evil.com#.runcomfy.net",
        "https://evil.com\\.runcomfy.net/", "https://sub.files.example.com/x", "https://93.184.216.34/x",
        "https://[2606:4700::1111]/x", "https://127.0.0.1/x", "http://127.0.0.1/x", "https://localhost/x",
        "https://cdn.runcomfy.net./x", "https://cdn%2erunCOMFY.net/x", "https://2130706433/x", "file:///etc/passwd",
        "data:image/png;base64,AAAA", "//cdn.runcomfy.net/x", "", "https://cdn.runcomfy.net/x\r\nHost: evil.com",
    ])
    func anythingElseIsForbidden(text: String) throws {
        let policy = try Self.policy(["files.example.com"])
        let failure = #expect(throws: DownloadError.self) { try policy.judge(text) }
        #expect(failure?.kind == .forbidden)
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/f", true),
        ("http://localhost:8080/v1", "http://localhost:8080/f", true),
        ("http://[::1]:8080", "http://[0:0::1]:8080/f", true),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8081/f", false),
        ("http://127.0.0.1:8080", "https://127.0.0.1:8080/f", false),
        ("http://127.0.0.1:8080", "http://127.0.0.2:8080/f", false),
        // Not on this machine: the API's own host has no privilege.
        ("https://api.example.com", "https://api.example.com/f", false),
    ])
    func onlyTheVeryOriginOfASandboxOnThisMachineIsExcepted(api: String, url: String, isAdmitted: Bool)
        throws
    {
        let policy = try Self.policy(api: api)
        if isAdmitted {
            #expect(try policy.judge(url).1 == .ownOrigin)
        } else {
            #expect(throws: DownloadError.self) { try policy.judge(url) }
        }
    }

    @Test func aRefusalDoesNotRepeatALinksSignature() throws {
        let policy = try Self.policy()
        let failure = #expect(throws: DownloadError.self) { try policy.judge("https://evil.com/x?sig=SIGNATURE") }
        #expect(failure?.message.contains("evil.com") == true)
        #expect(failure?.message.contains("SIGNATURE") == false)
    }

    @Test(arguments: [
        "", "*", "*.", "*.com", "*.*.com", "a.*.com", "https://a.com", "a.com:443", "10.0.0.1", "*.0.0.1", "a b",
    ])
    func aPatternThatWouldAdmitTooMuchIsRefused(text: String) {
        let problem = #expect(throws: ConfigurationError.self) { try HostPattern(text) }
        #expect(problem?.code == .hostPattern)
    }
}

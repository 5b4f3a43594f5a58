import RunComfy
import Testing

@testable import promptd

struct ProxyVariablesTests {
    private static let proxy = "http://user:secret@proxy.example:3128"

    /// Catches a proxy that is set for the API and not told, and one that does not concern it.
    @Test(
        arguments: [
            (["HTTPS_PROXY": Self.proxy], "HTTPS_PROXY"), (["https_proxy": Self.proxy], "https_proxy"),
            (["ALL_PROXY": Self.proxy], "ALL_PROXY"), (["all_proxy": Self.proxy], "all_proxy"),
            ([:], nil), (["HTTPS_PROXY": " "], nil), (["HTTP_PROXY": Self.proxy], nil),
            (["HTTPS_PROXY": Self.proxy, "NO_PROXY": "localhost, .Example.com"], nil),
            (["HTTPS_PROXY": Self.proxy, "no_proxy": "api.example.com"], nil),
            (["HTTPS_PROXY": Self.proxy, "NO_PROXY": "*.example.com"], nil),
            (["HTTPS_PROXY": Self.proxy, "NO_PROXY": "*"], nil),
            (["HTTPS_PROXY": Self.proxy, "NO_PROXY": "ample.com,example.org,."], "HTTPS_PROXY"),
        ] as [([String: String], String?)]
    )
    func namesTheVariableThatIsNotUsed(_ environment: [String: String], _ name: String?) throws {
        let endpoint = try RunComfyEndpoint("https://api.example.com")
        #expect(ProxyVariables.unused(for: endpoint, environment: environment) == name)
    }

    /// Catches a notice about a sandbox on this machine, which nobody reaches by a proxy.
    @Test(arguments: ["http://127.0.0.1:8787", "http://localhost:8787"])
    func saysNothingOfThisMachine(_ address: String) throws {
        let endpoint = try RunComfyEndpoint(address)
        #expect(ProxyVariables.unused(for: endpoint, environment: ["HTTPS_PROXY": Self.proxy]) == nil)
    }

    /// Catches a password in the log.
    @Test
    func theNoticeNamesTheVariableOnly() {
        #expect(ProxyVariables.notice("HTTPS_PROXY").hasPrefix("HTTPS_PROXY is set, but promptd uses no proxy"))
    }
}

import RunComfy
import Testing

@testable import promptd

struct ProxyVariablesTests {
    private static let proxy = "http://user:secret@proxy.example:3128"

    /// Catches a variable that other programs heed and promptd does not, or one that is heeded before its time.
    @Test(
        arguments: [
            (["HTTPS_PROXY": Self.proxy], "HTTPS_PROXY"), (["https_proxy": Self.proxy], "https_proxy"),
            (["ALL_PROXY": Self.proxy], "ALL_PROXY"), (["all_proxy": Self.proxy], "all_proxy"),
            (["HTTPS_PROXY": "http://other.example", "https_proxy": Self.proxy], "https_proxy"),
            (["ALL_PROXY": "http://other.example", "HTTPS_PROXY": Self.proxy], "HTTPS_PROXY"),
            ([:], nil), (["HTTPS_PROXY": " "], nil), (["HTTP_PROXY": Self.proxy], nil),
        ] as [([String: String], String?)]
    )
    func theFirstThatSaysSomethingCounts(_ environment: [String: String], _ name: String?) throws {
        let endpoint = try RunComfyEndpoint("https://api.example.com")
        let proxy = try ProxyVariables.proxy(for: endpoint, environment: environment)
        #expect(proxy?.variable == name)
        if let proxy { #expect("\(proxy)" == "proxy.example:3128" && proxy.serves(endpoint)) }
    }

    /// Catches an exception in either spelling that is not heeded.
    @Test(arguments: ["NO_PROXY", "no_proxy"])
    func exceptionsHold(_ name: String) throws {
        let endpoint = try RunComfyEndpoint("https://api.example.com")
        let environment = ["HTTPS_PROXY": Self.proxy, name: "localhost, .Example.com"]
        let proxy = try #require(try ProxyVariables.proxy(for: endpoint, environment: environment))
        #expect(!proxy.serves(endpoint))
        #expect(ProxyVariables.notice(proxy, endpoint).contains("NO_PROXY"))
    }

    /// Catches a sandbox on this machine that cannot be used because of a proxy, which nobody reaches it by.
    @Test(arguments: ["http://127.0.0.1:8787", "http://localhost:8787"])
    func thisMachineNeedsNone(_ address: String) throws {
        let endpoint = try RunComfyEndpoint(address)
        #expect(try ProxyVariables.proxy(for: endpoint, environment: ["HTTPS_PROXY": "socks5://x"]) == nil)
    }

    /// Catches a proxy that is gone round because it cannot be used, and a password in a message.
    @Test
    func whatCannotBeUsedEndsTheStart() throws {
        let endpoint = try RunComfyEndpoint("https://api.example.com")
        let environment = ["ALL_PROXY": "socks5://user:secret@proxy.example:1080"]
        let error = #expect(throws: ExitError.self) {
            try ProxyVariables.proxy(for: endpoint, environment: environment)
        }
        #expect(error?.code == .configuration && error?.message.contains("ALL_PROXY") == true)
        #expect(error?.message.contains("secret") == false)
        let proxy = try #require(try ProxyVariables.proxy(for: endpoint, environment: ["HTTPS_PROXY": Self.proxy]))
        let notice = ProxyVariables.notice(proxy, endpoint)
        #expect(notice == "connecting to the API by the proxy proxy.example:3128 (HTTPS_PROXY)")
    }
}

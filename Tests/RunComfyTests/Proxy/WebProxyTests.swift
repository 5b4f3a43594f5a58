import AsyncHTTPClient
import PromptCore
import Testing

@testable import RunComfy

/// What the variables for proxies say, and what they are about.
struct WebProxyTests {
    private static func origin(_ url: String) throws -> WebAddress.Origin { try WebAddress(url).origin }

    /// Catches a proxy that is not understood as other programs understand it.
    @Test(arguments: [
        ("http://proxy.example:3128", "proxy.example:3128"), ("proxy.example:3128", "proxy.example:3128"),
        ("HTTP://Proxy.Example:3128/", "proxy.example:3128"), ("http://proxy.example", "proxy.example:80"),
        ("http://anna:secret@proxy.example:3128/x?y#z", "proxy.example:3128"),
        ("http://10.0.0.1:8080", "10.0.0.1:8080"),
        ("http://anna:p@ss:w/rd@proxy.example:1".replacing("w/rd", with: "w%2Frd"), "proxy.example:1"),
        ("[fd00::1]:8080", "[fd00::1]:8080"), ("http://proxy", "proxy:80"),
    ])
    func reads(_ text: String, _ expected: String) throws {
        let proxy = try WebProxy(text, variable: "HTTPS_PROXY", exceptions: "")
        #expect(proxy.description == expected)
    }

    /// Catches a user or password that arrives at the proxy as something else, and one that is shown.
    @Test(arguments: [
        ("anna:secret@", "anna", "secret"), ("anna@", "anna", ""), ("an%6ea:s%3A%40%2Ft@", "anna", "s:@/t"),
        ("anna:a:b@", "anna", "a:b"),
    ])
    func credentialsAreSentAndNotShown(_ text: String, _ user: String, _ password: String) throws {
        let proxy = try WebProxy("http://\(text)proxy.example:3128", variable: "HTTPS_PROXY", exceptions: "")
        #expect(proxy.configuration.authorization == .basic(username: user, password: password))
        var dumped = ""
        dump(proxy, to: &dumped)
        for shown in ["\(proxy)", String(reflecting: proxy), dumped] {
            #expect(!shown.contains(user) && (password.isEmpty || !shown.contains(password)))
        }
    }

    /// Catches a proxy that cannot be used and is passed by without a word, and a message that holds what is secret.
    @Test(arguments: [
        ("https://anna:secret@proxy.example", "(https)"), ("socks5h://anna:secret@proxy.example:1", "(socks5h)"),
        ("ftp://anna:secret@proxy.example", "no proxy"), ("http://anna:secret@proxy.example:99999", "no proper port"),
        ("http://anna:secret@", "no proper host name"), ("http://anna:se%zzcret@proxy.example", "cannot be read"),
        ("http://anna:se%0Acret@proxy.example", "cannot be read"),
    ])
    func refuses(_ text: String, _ words: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try WebProxy(text, variable: "https_proxy", exceptions: "")
        }
        let message = error?.message ?? ""
        #expect(message.hasPrefix("https_proxy ") && message.contains(words) && message.contains("http://HOST:PORT"))
        #expect(!message.contains("secret") && !message.contains("anna"))
    }

    /// Catches a host that is connected to directly although the list does not say so, or the other way round.
    @Test(arguments: [
        ("", "https://api.example.com", true), ("*", "https://api.example.com", false),
        ("example.com", "https://api.example.com", false), ("example.com", "https://example.com", false),
        (".Example.com", "https://api.example.com", false), ("*.example.com", "https://api.example.com", false),
        ("ample.com, example.org .", "https://api.example.com", true),
        ("localhost api.example.com", "https://api.example.com", false),
        ("api.example.com:443", "https://api.example.com", false),
        ("api.example.com:8443", "https://api.example.com", true),
        ("10.0.0.0/8", "https://10.20.30.40", false), ("10.0.0.0/8", "https://11.0.0.1", true),
        ("10.0.0.1", "https://10.0.0.1:8443", false), ("10.0.0.1/33,x/8", "https://10.0.0.1", true),
        ("fd00::/8", "https://[fd12::1]", false), ("[fd12::1]:443", "https://[fd12::1]", false),
        ("fd12::2", "https://[fd12::1]", true), ("0.0.0.0/0", "https://[fd12::1]", true),
        ("", "https://127.0.0.2", false), ("", "https://localhost:1", false), ("", "https://[::1]", false),
    ])
    func exceptions(_ list: String, _ url: String, _ isServed: Bool) throws {
        let proxy = try WebProxy("http://proxy.example:3128", variable: "HTTPS_PROXY", exceptions: list)
        #expect(try proxy.serves(Self.origin(url)) == isServed)
    }
}

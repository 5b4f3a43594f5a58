import Testing

@testable import StatusPage

/// Where the page may be served.
struct PageAddressTests {
    /// Catches an address of this machine that is refused.
    @Test(arguments: [
        ("127.0.0.1:9464", PageAddress.loopback(host: "127.0.0.1", port: 9464)),
        ("127.8.0.9:0", .loopback(host: "127.8.0.9", port: 0)), ("[::1]:80", .loopback(host: "::1", port: 80)),
        ("localhost:65535", .loopback(host: "127.0.0.1", port: 65535)),
        ("unix:/run/promptd/page.sock", .unixSocket(path: "/run/promptd/page.sock")),
    ])
    func ofThisMachine(_ text: String, _ address: PageAddress) throws {
        #expect(try PageAddress(text) == address)
    }

    /// Catches one that others can reach, or that is none.
    @Test(arguments: [
        ("0.0.0.0:9464", "of this machine alone"), ("192.168.0.2:9464", "of this machine alone"),
        ("[::]:9464", "of this machine alone"), ("::1:9464", "of this machine alone"),
        ("example.com:9464", "of this machine alone"), ("127.0.0.1.example.com:9464", "of this machine alone"),
        ("localhost.example.com:9464", "of this machine alone"), ("127.0.0.256:9464", "of this machine alone"),
        (":9464", "of this machine alone"), ("9464", "names no port"), ("127.0.0.1", "names no port"),
        ("127.0.0.1:", "names no port"), ("127.0.0.1:65536", "names no port"), ("127.0.0.1:+80", "names no port"),
        ("unix:page.sock", "no absolute path"), ("unix:", "no absolute path"), ("unix:/run/", "no absolute path"),
        ("unix:/\(String(repeating: "x", count: 107))", "has 108 bytes"),
    ])
    func ofOthers(_ text: String, _ words: String) throws {
        let error = #expect(throws: PageAddress.UnusableError.self) { try PageAddress(text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    /// Catches a page that tells what it knows to somebody else's, which has a name of its own lead here.
    @Test(arguments: [
        ("localhost", true), ("localhost:9464", true), ("LOCALHOST:1", true), ("127.0.0.1:9464", true),
        ("[::1]:9464", true), ("[::1]", true), ("evil.example:9464", false), ("127.0.0.1.evil.example", false),
        ("localhost.evil.example:9464", false), ("10.0.0.1:9464", false), ("", false), (nil, false),
    ])
    func theNameItIsAskedBy(_ host: String?, _ isOwn: Bool) {
        #expect(PageResponder.isOwn(host) == isOwn)
    }
}

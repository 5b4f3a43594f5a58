import Testing

@testable import Sandbox

@Suite struct HostedFileTests {
    @Test(arguments: [
        "https://example.com/a.png", "HTTPS://EXAMPLE.COM", "https://example.com:8443/a?x#y", "https://8.8.8.8/a.png",
        "https://[2606:4700::1]/a.png", "https://172.32.0.1/a",
    ])
    func whatIsPublicIsTaken(_ url: String) {
        #expect(HostedFile.problem(url) == nil)
    }

    /// Catches an address that only this machine or its neighbours can reach, in whatever spelling.
    @Test(arguments: [
        "http://example.com/a.png", "ref.png", "", "ftp://example.com/a", "https://", "https://localhost/a",
        "https://LOCALHOST:8443/a", "https://a.localhost/", "https://nas/a.png", "https://nas.local/a",
        "https://127.0.0.1/a", "https://10.1.2.3/a", "https://172.16.0.1/a", "https://192.168.1.1/a",
        "https://169.254.169.254/latest", "https://0.0.0.0/", "https://100.64.0.1/", "https://2130706433/",
        "https://0x7f.0.0.1/a", "https://127.1/a", "https://[::1]/a", "https://[fe80::1]/a", "https://[fd00::1]/a",
        "https://user@example.com/a", "https://example.local./a",
    ])
    func whatIsNotIsRefused(_ url: String) {
        #expect(HostedFile.problem(url) != nil)
    }
}

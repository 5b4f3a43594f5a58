import Testing

@testable import RunComfy

@Suite struct IPAddressTests {
    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1",
        "223.255.255.255",
        "198.20.0.1", "2606:4700::1111", "2a00:1450:4001:800::200e", "::ffff:1.1.1.1", "64:ff9b::101:101",
        "2002:101:101::",
    ])
    func addressesOfThePublicInternetAreLetThrough(text: String) throws {
        #expect(try requireValue(IPAddress(text)).isPublic)
    }

    // A redirect or a rebound name must not reach into the network promptd runs in.
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "100::1", "3fff::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
    ])
    func specialAddressesOfBothFamiliesAreNotPublic(text: String) throws {
        #expect(try !requireValue(IPAddress(text)).isPublic)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.8.8.8", true), ("::1", true), ("::ffff:127.0.0.1", true), ("::2", false),
    ])
    func loopbackIsKnownInBothFamilies(text: String, isLoopback: Bool) throws {
        #expect(try requireValue(IPAddress(text)).isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", "1.2.3.+4", "0x1.2.3.4", ":", ":::", "1::2::3",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::", "g::", "::1.2.3", "::1%lo", "1.2.3.4::",
    ])
    func otherTextsAreNoAddresses(text: String) {
        #expect(IPAddress(text) == nil)
    }
}

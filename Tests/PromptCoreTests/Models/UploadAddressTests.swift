import Testing

@testable import PromptCore

/// What an uploader may print.
struct UploadAddressTests {
    @Test(arguments: [
        "https://files.example.com/boat.png", "https://files.example.com/boat.png\n", "https://a.example/b\r\n",
        "HTTPS://files.example.com:8443/a%20b?X-Amz-Signature=ab+c/d==&e=~1#top", "https://93.184.216.34/boat.png",
        "https://[2606:2800:220:1::1]:443/boat.png", "https://xn--mnchen-3ya.example./a",
    ])
    func anAddressOutInTheInternet(printed: String) throws {
        let found = try UploadAddress(printed: Array(printed.utf8))
        #expect(found.text == printed.trimmingCharacters { $0 == "\n" || $0 == "\r\n" })
    }

    /// Catches what no API could fetch, what leads into somebody's own network, and what is no address at all.
    @Test(arguments: [
        ("", "no address"), ("\n", "no address"), ("https://a.example/1\nhttps://a.example/2\n", "one line"),
        ("https://a.example/1\n\n", "one line"), ("uploaded boat.png\n", "a space"),
        ("http://a.example/boat.png", "https://"), ("ftp://a.example/boat.png", "https://"),
        ("s3://bucket/boat.png", "https://"), ("/srv/files/boat.png", "https://"),
        ("https://a.example/boat one.png", "a space"), ("https://a.example/\u{1b}[31m", "a control character"),
        ("https://a.example/\"", "no address has"), ("https://a.example/bööt.png", "no address has"),
        ("https://user@a.example/boat.png", "a user name"), ("https://u:p@a.example/", "a user name"),
        ("https:///boat.png", "host"), ("https://:443/boat.png", "host"), ("https://a.example:/x", "host"),
        ("https://a.example:0/x", "host"), ("https://a.example:99999/x", "host"), ("https://[::1", "host"),
        ("https://localhost/boat.png", "internet"), ("https://nas/boat.png", "internet"),
        ("https://nas.local/boat.png", "internet"), ("https://a.localhost/x", "internet"),
        ("https://127.0.0.1/boat.png", "internet"), ("https://10.1.2.3/x", "internet"),
        ("https://172.31.0.1/x", "internet"), ("https://192.168.1.1/x", "internet"),
        ("https://169.254.169.254/latest/meta-data", "internet"), ("https://100.64.0.1/x", "internet"),
        ("https://0.0.0.0/x", "internet"), ("https://127.1/x", "internet"), ("https://2130706433/x", "internet"),
        ("https://0x7f.0.0.1/x", "internet"), ("https://a.0x7f000001/x", "internet"),
        ("https://0177.0.0.1/x", "internet"), ("https://1.2.3/x", "internet"), ("https://a..example/x", "internet"),
        ("https://[::1]/x", "internet"), ("https://[::ffff:127.0.0.1]/x", "internet"),
        ("https://[fe80::1]/x", "internet"), ("https://[fd00::1]/x", "internet"),
        ("https://[2002:7f00::]/x", "internet"),
        ("https://[2606]/x", "internet"), ("https://a_.ex!ample/x", "internet"),
    ])
    func whatIsNone(_ printed: String, _ why: String) {
        let problem = #expect(throws: UploadAddress.Problem.self) {
            _ = try UploadAddress(printed: Array(printed.utf8))
        }
        #expect(problem?.why.contains(why) == true, "\(problem?.why ?? "")")
    }

    /// Catches a NUL or half a sign that cuts the address off where it is read next.
    @Test(arguments: [[UInt8]("https://a.example/".utf8) + [0, 0x61], Array("https://a.example/".utf8) + [0xC3]])
    func bytesThatAreNoText(printed: [UInt8]) {
        #expect(throws: UploadAddress.Problem.self) { _ = try UploadAddress(printed: printed) }
    }

    @Test func aLongOne() throws {
        let start = "https://a.example/"
        let most = start + String(repeating: "a", count: UploadAddress.longest - start.utf8.count)
        #expect(try UploadAddress(printed: Array("\(most)\n".utf8)).text == most)
        #expect(throws: UploadAddress.Problem.self) { _ = try UploadAddress(printed: Array("\(most)a\n".utf8)) }
    }
}

extension String {
    /// Without those at the end for which `isOut` holds.
    fileprivate func trimmingCharacters(_ isOut: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isOut(last) { text.removeLast() }
        return String(text)
    }
}

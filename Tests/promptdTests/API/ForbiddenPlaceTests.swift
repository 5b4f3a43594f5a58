import PromptCore
import Testing

extension EndToEnd {
    /// Links and redirects to where promptd must not go: this machine, its network, hosts nobody has listed.
    @Suite(.timeLimit(.minutes(1)))
    struct ForbiddenPlaceTests {
        private static let expectation = "never be fetched from, be told why, and be delivered by a good link"

        /// The places, with what must be said of each.
        private static func places(_ port: Int) -> [(name: String, address: String, says: String)] {
            [
                ("another host", "https://example.com/a.png", "https://example.com is not among the hosts"),
                ("a look-alike", "https://runcomfy.net.example.com/a", "https://runcomfy.net.example.com is not among"),
                ("a user name", "https://cdn.runcomfy.net@example.com/a", "user name"),
                ("http elsewhere", "http://cdn.runcomfy.net/a.png", "http://cdn.runcomfy.net is not encrypted"),
                ("a file", "file:///etc/passwd", "does not start with https://"),
                ("ftp", "ftp://cdn.runcomfy.net/a.png", "does not start with https://"),
                ("https of this machine", "https://127.0.0.1:\(port)/a.png", "https://127.0.0.1:\(port) is an address"),
                ("http of this machine", "http://127.0.0.1:\(port)/a.png", "http://127.0.0.1:\(port) is not encrypted"),
                ("this machine's name", "https://localhost:\(port)/a.png", "https://localhost:\(port) is not among"),
                ("this machine as a number", "https://2130706433:\(port)/a.png", "has no proper host name"),
                ("this machine in hex", "https://0x7f000001:\(port)/a.png", "has no proper host name"),
                ("this machine in IPv6", "https://[::1]:\(port)/a.png", "https://[::1]:\(port) is an address"),
                ("IPv4 in IPv6", "https://[::ffff:127.0.0.1]:\(port)/a.png", "is an address"),
                ("a private network", "https://10.0.0.1/a.png", "https://10.0.0.1 is an address"),
                ("the cloud's metadata", "https://169.254.169.254/latest/meta-data", "https://169.254.169.254 is an"),
                ("metadata over http", "http://169.254.169.254/latest/meta-data", "http://169.254.169.254 is not enc"),
            ]
        }

        /// Catches a request into the machine or its network, a job that fails because of such a link, and one that is
        /// not delivered although the API has a good link by now.
        @Test
        func neverFetchedFrom() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let tripwire = try Tripwire()
                let faults = Self.places(tripwire.port).flatMap { name, address, says in
                    [
                        APIFault(
                            "link to \(name)",
                            #""on": "result", "do": "url", "times": 3, "url": "\#(address)""#,
                            to: Self.expectation
                        ),
                        APIFault(
                            "redirect to \(name)",
                            #""on": "download", "do": "redirect", "times": 3, "location": "\#(address)""#,
                            to: Self.expectation
                        ),
                    ].map { $0.saying(says) }
                }
                _ = try rig.startDaemon(["--max-in-flight", "64", "--log-level", "debug"])
                try await rig.faultsBegin(faults)
                try await rig.allDelivered(faults)
                #expect(!tripwire.isTouched, "somebody has connected")
                #expect(try rig.log.contains("hold.reason=download"))
                #expect(try rig.sandbox.ledger().tokenLeaks == 0)
            }
        }

        /// Catches a job that ends by a link that is only bad for now, and new spending while results cannot be fetched.
        @Test
        func heldUntilTheLinksAreGood() async throws {
            try await withRig { rig in
                let place = "https://10.0.0.1/door.png"
                let fault = APIFault(
                    "door",
                    #""on": "download", "do": "redirect", "times": null, "location": "\#(place)""#,
                    to: Self.expectation
                )
                try rig.sandbox.faults([fault])
                _ = try rig.startDaemon(["--hold-min", "1h", "--hold-max", "1h"])
                try rig.drop([fault])
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "download" }
                let other = Workspace.picture(of: "<window>")
                try rig.workspace.drop("window", other)
                try await rig.statusShows("why it waits") {
                    $0["jobs"]?.elements.first?.text("doing")?.contains("https://10.0.0.1") == true
                        && $0["waiting"]?["ready"]?.intValue == 1
                }
                #expect(try rig.workspace.waiting() == ["door.working.json", "window.prompt.json"])
                #expect(try rig.sandbox.ledger().sent("<window>") == 0)
                try rig.sandbox.clearFaults()
                try await rig.delivered("door", prompt: fault.prompt)
                #expect(try rig.sandbox.ledger().charged(fault.mark) == 1)
            }
        }

        /// Catches a redirect that leads back to itself and is followed for ever.
        @Test
        func aRedirectToItself() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let fault = APIFault(
                    "circle",
                    ##""on": "download", "do": "redirect", "times": 18, "location": "#again""##,
                    to: "be followed five times an attempt, be told, and be delivered when it ends"
                )
                .saying("redirects more than 5 times")
                _ = try rig.startDaemon()
                try await rig.faultsBegin([fault])
                try await rig.allDelivered([fault])
                let attempts = try rig.log.split(separator: "\n").count { $0.contains(fault.says) }
                #expect(attempts == 3)
            }
        }
    }
}

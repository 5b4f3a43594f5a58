import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The page that is served beside the work, and never in its way.
    @Suite(.timeLimit(.minutes(1)))
    struct MetricsPageTests {
        private static let prompt = Workspace.picture(of: "a bell")

        /// Catches a port that is taken and keeps the daemon from its work, or is not told.
        @Test
        func aPortThatIsTaken() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon(["--metrics", "127.0.0.1:\(try rig.sandbox.port)"])
                try rig.workspace.drop("bell", Self.prompt)
                try await rig.delivered("bell", prompt: Self.prompt)
                let line = try #require(
                    try rig.log.split(separator: "\n").first { $0.contains("metrics are not served") }
                )
                #expect(line.contains("the work goes on") && line.contains("another program has that address"))
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches an address that others can reach and that is taken all the same.
        @Test
        func anAddressOfOthers() async throws {
            try await withRig { rig in
                let finished = try await rig.runOnce(["--metrics", "0.0.0.0:9464"])
                #expect(finished.exit == .code(78))
                #expect(finished.errors.contains("metrics: \"0.0.0.0\" is not of this machine alone"))
            }
        }

        /// Catches health that is told without a look at the dispatcher, and a stop that waits for who reads the numbers.
        @Test
        func healthAndReadiness() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon(["--metrics", "127.0.0.1:0"])
                let port = try await rig.metricsPort()
                try await waiting(until: "that it is ready") {
                    try HTTPCall.send("GET", "/readyz", port: port).status == 200
                }
                let health = try HTTPCall.send("GET", "/healthz", port: port)
                #expect(health.status == 200 && health.body == Array("alive\n".utf8))
                #expect(try HTTPCall.send("DELETE", "/metrics", port: port).status == 405)
                // Like a client that is slow, or holds its connection for the next time.
                let idle = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
                defer { close(idle) }
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = in_port_t(port).bigEndian
                address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
                let connected = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(idle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                try SystemTrouble.check("connect to", "port \(port)", connected)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches a word that is printed where only the code is asked for, and a code that is not true.
        @Test
        func healthByTheExitCode() async throws {
            try await withRig { rig in
                let arguments = ["status", "--health", "--inbox", rig.workspace.inbox]
                func health() async throws -> ChildProcess.Exit {
                    let finished = try await rig.promptd(arguments)
                    #expect(finished.output + finished.errors == "")
                    return finished.exit
                }
                #expect(try await health() == .code(69), "never started")
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                #expect(try await health() == .code(0))
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try await health() == .code(69), "stopped")
            }
        }
    }
}

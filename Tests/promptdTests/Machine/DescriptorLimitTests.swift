import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Too few descriptors: promptd says so and goes on later, and is never ended by a library that got none.
    @Suite(.timeLimit(.minutes(2)))
    struct DescriptorLimitTests {
        private static let names = ["ant", "bee", "cow"]

        private static func drop(_ rig: Rig) throws { try rig.dropEach(Self.names) }
        private static func allDelivered(_ rig: Rig) async throws { try await rig.deliveredEach(Self.names) }

        /// Runs promptd on the rig's folders under limits that a shell sets.
        private static func run(_ rig: Rig, limits: String) async throws -> Rig.Finished {
            let arguments = try ["run", "--once"] + rig.places() + Rig.quick
            let script = "\(limits) && exec \"$0\" \"$@\""
            return try await rig.finish("/bin/bash", ["-c", script, try Program.path()] + arguments)
        }

        /// Catches a start that traps, hangs or half works under a limit that cannot do.
        @Test
        func tooFewAtTheStart() async throws {
            try await withRig { rig in
                try Self.drop(rig)
                for limit in stride(from: 8, through: 60, by: 4) {
                    let finished = try await Self.run(rig, limits: "ulimit -n \(limit)")
                    #expect(finished.exit == .code(78), "\(limit): \(finished.errors)")
                    #expect(finished.errors.hasPrefix("promptd: only \(limit) files may be open at once"), "\(limit)")
                    #expect(finished.errors.split(separator: "\n").count == 1, "\(finished.errors)")
                }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                #expect(try await rig.runOnce().exit == .code(0))
                try await Self.allDelivered(rig)
            }
        }

        /// Catches a refusal of what the system would allow: most systems set the soft limit far below the hard one.
        @Test
        func aSoftLimitIsRaised() async throws {
            try await withRig { rig in
                try Self.drop(rig)
                let finished = try await Self.run(rig, limits: "ulimit -Sn 20 && ulimit -Hn 4096")
                #expect(finished.exit == .code(0), "\(finished.errors)")
                try await Self.allDelivered(rig)
            }
        }

        /// Catches a daemon that traps, hangs, pays twice or loses what is paid for when it gets no descriptors any more
        /// while it works.
        @Test(.enabled(if: Files.exists("/usr/bin/prlimit")), arguments: [8, 24, 32, 40])
        func takenAwayWhileItRuns(_ limit: Int) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("ant", Workspace.picture(of: "<ant>"))
                try await rig.statusShows("the queued job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                try await Self.limit(daemon, to: limit, rig)
                for name in Self.names.dropFirst() { try rig.workspace.drop(name, Workspace.picture(of: "<\(name)>")) }
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await waiting(until: "the trouble, or that there is none") {
                    try daemon.exit != nil || rig.log.contains("Too many open files")
                        || rig.workspace.results() == Self.names
                }
                if let exit = daemon.exit {
                    let log = try rig.log.suffix(2000)
                    #expect(exit == .code(74), "\(log)")
                    _ = try rig.startDaemon()
                } else {
                    try await Self.limit(daemon, to: 4096, rig)
                }
                try await Self.allDelivered(rig)
            }
        }

        private static func limit(_ daemon: ChildProcess, to count: Int, _ rig: Rig) async throws {
            let arguments = ["--pid", "\(daemon.pid)", "--nofile=\(count):"]
            let finished = try await rig.finish("/usr/bin/prlimit", arguments)
            #expect(finished.exit == .code(0), "\(finished.errors)")
        }
    }
}

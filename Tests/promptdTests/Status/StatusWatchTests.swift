import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// `promptd status --watch`, on a terminal and without one.
    @Suite(.timeLimit(.minutes(1)))
    struct StatusWatchTests {
        private static func pid(_ rig: Rig) throws -> pid_t {
            let text = try Files.text("\(rig.workspace.path)/pid")
            return try #require(pid_t(text.filter(\.isNumber)))
        }

        /// Starts it on a terminal of 40 columns and 6 rows; what it writes is returned by the second function.
        private static func startOnTerminal(_ rig: Rig, _ environment: [String: String]) throws -> ChildProcess {
            let inner = """
                stty cols 40 rows 6; echo $$ >pid; exec '\(try Program.path())' status --watch --inbox inbox
                """
            return try rig.spawn(
                "/usr/bin/script",
                ["-qfec", "sh -c '\(inner.replacing("'", with: #"'\''"#))'", "/dev/null"],
                ["TERM": "xterm"].merging(environment) { $1 },
                output: "\(rig.workspace.path)/watch.out",
                errors: "watch.err"
            )
        }

        private static func shown(_ rig: Rig) throws -> String { try Files.text("\(rig.workspace.path)/watch.out") }

        /// Catches a screen that scrolls or wraps, colours that were asked not to be, a terminal that is left without its
        /// cursor, a Ctrl-C that is an error, and names that the terminal obeys.
        @Test(arguments: [false, true])
        func onATerminal(_ isPlain: Bool) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                let watch = try Self.startOnTerminal(rig, isPlain ? ["NO_COLOR": "1"] : [:])
                try await waiting(until: "the screen") { try Self.shown(rig).contains("idle") }
                try rig.workspace.drop("a-\u{9B}2Jswan-whose-name-is-long", CancelMoment.prompt)
                try await waiting(until: "the job") { try Self.shown(rig).contains("queued") }
                kill(try Self.pid(rig), SIGINT)
                #expect(try await watch.waitForExit() == .code(0))
                let shown = try Self.shown(rig)
                #expect(shown.hasPrefix("\u{1B}[?1049h\u{1B}[?25l") && shown.contains("\u{1B}[?25h\u{1B}[?1049l"))
                #expect(!shown.unicodeScalars.contains("\u{9B}"))
                #expect(shown.contains("\u{1B}[1m") != isPlain)
                let screen = shown.prefix(upTo: try #require(shown.firstRange(of: "\u{1B}[?25h")).lowerBound)
                let frames = screen.components("\u{1B}[H").dropFirst()
                #expect(frames.count > 1)
                for frame in frames {
                    // The terminal adds a carriage return of its own.
                    let lines = frame.components("\r\n").map {
                        $0.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").filter { $0 != "\r" }
                    }
                    #expect(lines.count <= 6 && lines.allSatisfy { $0.count <= 40 }, "\(lines)")
                }
            }
        }

        /// Catches control sequences in a file, a line that is repeated without an end, and a daemon whose death is not told.
        @Test
        func withoutATerminal() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                let watch = try rig.spawn(
                    try Program.path(),
                    ["status", "--watch", "--inbox", rig.workspace.inbox],
                    ["TERM": "xterm"],
                    output: "\(rig.workspace.path)/watch.out",
                    errors: "watch.err"
                )
                try await waiting(until: "the first line") { try Self.shown(rig).contains("idle") }
                try rig.workspace.drop("swan", CancelMoment.prompt)
                try await waiting(until: "the job") { try Self.shown(rig).contains("1 in flight") }
                daemon.end()
                try await waiting(until: "its death") { try Self.shown(rig).contains("has ended without a word") }
                watch.send(SIGTERM)
                #expect(try await watch.waitForExit() == .code(0))
                let shown = try Self.shown(rig)
                let lines = shown.components("\n")
                #expect(!shown.contains("\u{1B}") && zip(lines, lines.dropFirst()).allSatisfy { $0 != $1 }, "\(lines)")
            }
        }
    }
}

extension StringProtocol {
    fileprivate func components(_ separator: String) -> [String] {
        self.split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }
}

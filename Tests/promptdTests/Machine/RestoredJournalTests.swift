import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The journal is deleted, or replaced by an older copy: nothing is paid twice, and nobody is left without an answer.
    @Suite(.timeLimit(.minutes(5)))
    struct RestoredJournalTests {
        /// When the copy is made that is put back later.
        enum Moment: String, CaseIterable, Sendable {
            /// There is none: the journal is gone.
            case never
            case beforeTheDrop, claimed, submitting, queued, collecting

            /// Keeps the job in that state, long enough or until the faults are cleared.
            var fault: String? {
                switch self {
                case .never, .beforeTheDrop, .queued: nil
                case .claimed: #"{"on": "submit", "do": "status", "status": 402, "times": null}"#
                case .submitting: #"{"on": "submit", "do": "delay", "seconds": 2}"#
                case .collecting: #"{"on": "download", "do": "status", "status": 503, "times": null}"#
                }
            }
        }

        /// What happens to the job after the copy was made.
        enum Fate: String, CaseIterable, Sendable {
            case stillAtTheAPI, delivered, failed
        }

        /// What lies under the prompt's name when the copy is put back.
        enum Again: String, CaseIterable, Sendable {
            case no
            /// Dropped again while no daemon runs.
            case waiting
            /// Dropped again, taken and paid for, of which the copy knows nothing.
            case paid
        }

        struct Case: Sendable, CustomTestStringConvertible {
            var moment: Moment
            var fate: Fate
            var testDescription: String {
                "copy: \(self.moment), then \(self.fate): to be charged once a drop, and delivered or explained"
            }
        }

        static let cases = Moment.allCases.flatMap { moment in
            Fate.allCases.map { Case(moment: moment, fate: $0) }
        }
        .filter { $0.moment != .collecting || $0.fate == .delivered }

        private static let prompt = Workspace.picture(of: "a <barn>")

        /// Catches a second charge for a job whose row is older than the job, a result that is delivered twice, and a
        /// prompt that waits for ever.
        @Test(arguments: Self.cases)
        func restored(_ given: Case) async throws {
            // At the same time: they mostly wait.
            try await withThrowingTaskGroup { group in
                for again in Again.allCases {
                    group.addTask { try await Self.restore(given, again) }
                }
                try await group.waitForAll()
            }
        }

        private static func restore(_ given: Case, _ again: Again) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let snapshot = try await Self.live(given, rig)
                if again == .paid { try await Self.payAgain(given.fate, rig) }
                if again == .waiting { try rig.workspace.drop("barn", Self.prompt) }
                let state = rig.workspace.state
                if let snapshot { try snapshot.restore(to: state) } else { try JournalSnapshot.remove(from: state) }
                try rig.sandbox.set(#"{"slots": 4}"#)
                _ = try rig.startDaemon()
                try await Self.judge(given, again, rig)
            }
        }

        /// The job's life up to its fate, after which no daemon runs.
        private static func live(_ given: Case, _ rig: Rig) async throws -> JournalSnapshot? {
            if let fault = given.moment.fault { try rig.sandbox.fault(fault) }
            if given.moment == .collecting { try rig.sandbox.set(#"{"slots": 4}"#) }
            var daemon = try rig.startDaemon(["--hold-min", "1h", "--hold-max", "1h"])
            try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
            var snapshot = given.moment == .beforeTheDrop ? try JournalSnapshot(rig.workspace.state) : nil
            try rig.workspace.drop("barn", Self.prompt)
            if given.moment != .never, given.moment != .beforeTheDrop {
                try await Self.reach(given.moment, rig)
                // A hold that nobody ends but a restart; then nothing is being written either.
                if given.moment == .claimed { try await Self.stop(daemon) }
                snapshot = try JournalSnapshot(rig.workspace.state)
                try rig.sandbox.clearFaults()
                if given.moment == .claimed { daemon = try rig.startDaemon() }
            }
            try await Self.meet(given.fate, rig)
            try await Self.stop(daemon)
            return snapshot
        }

        private static func reach(_ moment: Moment, _ rig: Rig) async throws {
            try await rig.statusShows("the job \(moment)") {
                let state = $0["jobs"]?.elements.first?.text("state")
                // On a slow machine the answer may be there before anybody has looked: then it is another moment.
                return (state == moment.rawValue || moment == .submitting && state == "queued")
                    && (moment != .claimed || $0.text("hold", "reason") == "balance")
            }
        }

        private static func meet(_ fate: Fate, _ rig: Rig) async throws {
            try await waiting(until: "that its answer is written down") { try rig.log.contains("notice submitted") }
            switch fate {
            case .stillAtTheAPI:
                break
            case .delivered:
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await rig.delivered("barn", prompt: Self.prompt)
                try await rig.inboxHolds()
            case .failed:
                try rig.sandbox.fault(#"{"on": "result", "do": "failed"}"#)
                try rig.sandbox.set(#"{"slots": 4}"#)
                #expect(try await rig.explained("barn").text("error", "code") == "generation_failed")
            }
            try rig.sandbox.set(#"{"slots": 0}"#)
        }

        /// The prompt is dropped once more, and the daemon stopped when that has been paid for.
        private static func payAgain(_ fate: Fate, _ rig: Rig) async throws {
            try rig.sandbox.set(#"{"slots": \#(fate == .stillAtTheAPI ? 4 : 0)}"#)
            let daemon = try rig.startDaemon()
            if fate == .stillAtTheAPI {
                try await rig.delivered("barn", prompt: Self.prompt)
                try await rig.inboxHolds()
                try rig.sandbox.set(#"{"slots": 0}"#)
            }
            try rig.workspace.drop("barn", Self.prompt)
            try await waiting(until: "the second submission") {
                try rig.log.split(separator: "\n").count { $0.contains("notice submitted") } == 2
            }
            try await Self.stop(daemon)
        }

        private static func stop(_ daemon: ChildProcess) async throws {
            daemon.send(SIGTERM)
            #expect(try await daemon.waitForExit() == .code(0))
        }

        /// The drops are charged once each at the most, and each request is delivered or answered for.
        private static func judge(_ given: Case, _ again: Again, _ rig: Rig) async throws {
            let what: Comment = "\(given.testDescription), again: \(again)"
            // Whatever could be sent once more has been by the time another prompt is through.
            let other = Workspace.picture(of: "<afterwards>")
            try rig.workspace.drop("other", other)
            try await rig.delivered("other", prompt: other)
            try await rig.allEnded()
            let charged = try rig.sandbox.ledger().charged("<barn>")
            #expect(charged <= (again == .no ? 1 : 2) && charged >= (again == .paid ? 2 : 1), what)
            var explained: [String] = []
            for file in try rig.workspace.waiting() where file.hasSuffix(".error.json") {
                let explanation = try JSONValue.parse(try Files.read("\(rig.workspace.inbox)/\(file)") ?? [])
                explained.append(explanation.text("error", "code") ?? "nothing")
            }
            let codes = ["unconfirmed", "unknown_history"] + (given.fate == .failed ? ["generation_failed"] : [])
            #expect(explained.allSatisfy { codes.contains($0) }, "\(what): \(explained)")
            // Hidden ones are what jobs have left that the journal has never heard of: they may hold what was paid for.
            let results = try rig.workspace.results().filter { !$0.hasPrefix(".") }
            let delivered = results.count { $0 != "other" }
            #expect(delivered + explained.count >= charged, "\(what): \(results), \(explained)")
            #expect(try Self.requests(results, rig).count == results.count, "\(what): delivered twice: \(results)")
        }

        private static func requests(_ results: [String], _ rig: Rig) throws -> Set<String> {
            Set(try results.map { try Rig.checkWhole("\(rig.workspace.outbox)/\($0)").text("request_id") ?? "none" })
        }
    }
}

import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The real binary, struck at every operation of a job's life that changes a file or sends bytes, started again, run
    /// to the end, and held against every invariant.
    @Suite(.timeLimit(.minutes(10)))
    struct CrashMatrixTests {
        /// One undisturbed life: its operations, as a measure for the sweeps.
        static func undisturbed(_ life: Life) async throws -> [TracedOperation] {
            try await CrashBench.with { bench in
                if let faults = life.faults("<measure>") { try bench.sandbox.fault(faults) }
                let scene = try life.scene("<measure>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Invariants.afterwards(scene, ledger: try bench.ledger(scene)) == [])
                return try #require(run.trace).operations
            }
        }

        /// Strikes a life once, judges what is there, lets a daemon without trouble finish it, and judges again.
        static func strike(
            _ life: Life,
            _ number: String,
            _ strike: Strike,
            _ bench: CrashBench,
            then second: Strike? = nil
        ) async throws -> CrashSweep.Verdict {
            let mark = "<\(life.rawValue)-\(number)>"
            try bench.sandbox.clearFaults()
            if let faults = life.faults(mark) { try bench.sandbox.fault(faults) }
            let scene = try life.scene(mark)
            defer { scene.workspace.discard() }
            let run = try await bench.run(scene, strike)
            var broken = try bench.always(scene)
            if let second {
                _ = try await bench.run(scene, second)
                broken += try bench.always(scene)
            }
            broken += try await bench.afterwards(scene)
            return .init(
                broken: broken,
                isStruck: run.report?.struck != nil,
                charges: try bench.ledger(scene).count(where: \.isCharged)
            )
        }

        /// Catches a second charge, a lost result or half a folder after a kill at any point of a job's life, between two
        /// operations and in the middle of a write.
        @Test(arguments: Life.allCases)
        func killedAtEveryOperation(_ life: Life) async throws {
            let operations = try await Self.undisturbed(life)
            let writes = operations.filter {
                $0.kind == .data && $0.length > 1 || $0.kind == .net && $0.call != "connect"
            }
            // Threads may bring some operations more than in the measured run.
            let kills = CrashSweep.some(1...operations.count + 5, every: life.step)
            let halves = CrashSweep.some(writes.map(\.n), every: life.step * 2)
            let afters = CrashSweep.some(1...operations.count, every: life.step * 3)
            let cases =
                kills.map { CrashSweep.Case(name: "kill \($0)", strike: .kill($0)) }
                + halves.map { CrashSweep.Case(name: "half \($0)", strike: .killHalf($0)) }
                + afters.map { CrashSweep.Case(name: "after \($0)", strike: .killAfter($0)) }
            let outcome = try await CrashSweep.run("killed, \(life.rawValue)", cases) { next, bench in
                try await Self.strike(life, next.name, next.strike, bench)
            }
            #expect(outcome.struck > outcome.cases * 9 / 10, "most strikes must hit something")
            #expect(life == .refused || outcome.charged > outcome.cases / 4)
        }

        /// Catches a stop that loses or breaks off what it should only leave for the next start.
        @Test
        func stoppedInGoodOrder() async throws {
            let count = try await Self.undisturbed(.delivered).count
            let cases = CrashSweep.some(1...count, every: 15).map {
                CrashSweep.Case(name: "SIGTERM at \($0)", strike: .signal($0, "TERM"))
            }
            _ = try await CrashSweep.run("stopped", cases) { next, bench in
                let scene = try Life.delivered.scene("<\(next.name)>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try bench.always(scene)
                // Before the handler is there a signal ends the process as it always does.
                if ![.code(0), .code(143)].contains(run.exit) {
                    broken.append(.init(invariant: .live, what: "it ended with \(run.exit)"))
                }
                broken += try await bench.afterwards(scene)
                if !Files.exists("\(scene.workspace.outbox)/boat") {
                    broken.append(.init(invariant: .paidIsHeld, what: "a stop in good order left it undelivered"))
                }
                let charges = try bench.ledger(scene).count(where: \.isCharged)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
        }

        /// Catches a recovery that does harm when it is itself killed.
        @Test
        func killedAgainDuringRecovery() async throws {
            let count = try await Self.undisturbed(.delivered).count
            let cases = CrashSweep.some(1...count, every: 12).map {
                CrashSweep.Case(name: "kill \($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("killed twice", cases) { next, bench in
                // Chosen by the first number, so that a case can be had again.
                guard case .kill(let first) = next.strike else { throw NeverCame(description: "no kill") }
                var random = SeededGenerator(seed: UInt64(first))
                let second = Int.random(in: 1...100, using: &random)
                return try await Self.strike(
                    .delivered,
                    "\(next.name)-\(second)",
                    next.strike,
                    bench,
                    then: .kill(second)
                )
            }
            #expect(outcome.struck > outcome.cases * 9 / 10)
        }

        /// Catches a write that fails once and is taken for done, or costs the job.
        @Test(arguments: ["ENOSPC", "EIO"])
        func aCallFailsOnce(_ errno: String) async throws {
            let count = try await Self.undisturbed(.delivered).count
            let cases = CrashSweep.some(1...count, every: 12).map {
                CrashSweep.Case(
                    name: "\(errno) at \($0)",
                    strike: .fail($0, errno: errno, only: [.data, .meta, .sync])
                )
            }
            let outcome = try await CrashSweep.run("\(errno) once", cases) { next, bench in
                try await Self.strike(.delivered, next.name, next.strike, bench)
            }
            #expect(outcome.struck > outcome.cases / 2)
        }

        /// Catches money spent while nothing can be written down, and a daemon that does not go on when it can again.
        @Test(arguments: ["ENOSPC", "EIO", "EROFS"])
        func everythingFailsFromThereOn(_ errno: String) async throws {
            let count = try await Self.undisturbed(.delivered).count
            let cases = CrashSweep.some(1...count, every: 20).map {
                CrashSweep.Case(
                    name: "\(errno) from \($0) on",
                    strike: .fail($0, errno: errno, sticky: true, only: [.data, .meta, .sync])
                )
            }
            let outcome = try await CrashSweep.run("\(errno) for good", cases) { next, bench in
                try await Self.failForGood(next, bench)
            }
            #expect(outcome.struck > outcome.cases * 9 / 10)
        }

        private static func failForGood(_ next: CrashSweep.Case, _ bench: CrashBench) async throws -> CrashSweep.Verdict
        {
            let scene = try Life.delivered.scene("<\(next.name)>")
            defer { scene.workspace.discard() }
            let run = try await bench.run(scene, next.strike, isTraced: true, limit: .seconds(6))
            var broken = try bench.always(scene)
            let operations = run.trace?.operations ?? []
            let firstFailure = operations.filter { $0.kind != .net && $0.n >= (run.report?.struck?.n ?? .max) }.map(\.n)
                .min()
            let posts = operations.filter { $0.head.hasPrefix("POST /v1/models/") }.map(\.n)
            if let firstFailure, let late = posts.first(where: { $0 > firstFailure }) {
                broken.append(
                    .init(
                        invariant: .noBlindSpending,
                        what: "the POST is operation \(late), and writes fail since \(firstFailure)"
                    )
                )
            }
            // With the id of a paid request in hand and no place for it, waiting is all that does not lose it.
            let log = try Files.text("\(scene.workspace.path)/daemon.err")
            if run.exit == .code(124), !log.contains("a paid request cannot be written") {
                broken.append(.init(invariant: .live, what: "it hangs"))
            }
            broken += try await bench.afterwards(scene)
            let charges = try bench.ledger(scene).count(where: \.isCharged)
            return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
        }

        /// Catches a write that is cut short, which the kernel may do at any time, and leaves a hole or half a file.
        @Test
        func shortWrites() async throws {
            let writes = try await Self.undisturbed(.delivered).filter { $0.kind == .data && $0.length > 1 }.map(\.n)
            let cases = CrashSweep.some(writes, every: 12).map {
                CrashSweep.Case(name: "short \($0)", strike: .short($0))
            }
            let outcome = try await CrashSweep.run("short writes", cases) { next, bench in
                try await Self.strike(.delivered, next.name, next.strike, bench)
            }
            #expect(outcome.struck > outcome.cases / 2)
        }

        /// Catches two daemons that both work on one inbox, or that keep each other from it.
        @Test
        func twoAtOnce() async throws {
            let cases = (1...8).map { CrashSweep.Case(name: "round \($0)", strike: .kill(.max)) }
            _ = try await CrashSweep.run("two instances", cases) { next, bench in
                let drops = (1...2).map { Scene.Drop("boat-\($0)", mark: "<\(next.name).\($0)>") }
                let scene = try Scene(drops)
                defer { scene.workspace.discard() }
                async let first = bench.run(scene)
                async let second = bench.run(scene)
                let exits = try await [first.exit, second.exit]
                var broken = try bench.always(scene)
                if !exits.contains(.code(0)) || !exits.allSatisfy({ $0 == .code(0) || $0 == .code(75) }) {
                    broken.append(.init(invariant: .live, what: "they ended with \(exits)"))
                }
                broken += try await bench.afterwards(scene)
                return .init(broken: broken, isStruck: false, charges: try bench.ledger(scene).count)
            }
        }
    }
}

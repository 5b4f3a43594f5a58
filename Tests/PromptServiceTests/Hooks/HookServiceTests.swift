import Foundation
import PromptCore
import PromptFiles
import PromptJournal
import Testing

@testable import PromptService

/// The service with a real journal and a real script.
///
/// One after the other: a script cannot be run while a process that another test starts holds it open for writing.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct HookServiceTests {
    /// A bench with a script in it that ends with the code in the file `code`, and says what it was told.
    private struct Hook {
        let bench: Workbench
        let journal: Journal
        var settings: HookSettings
        var daemon: DaemonSettings

        init(_ bench: Workbench) throws {
            self.bench = bench
            self.journal = try bench.journal()
            let path = bench.root.appending(path: "hook").path
            self.settings = HookSettings(program: path, retry: Backoff(first: 0.001, most: 0.001))
            self.daemon = .sample
            self.daemon.outbox = bench.outbox
            try self.ends(with: 0)
            try self.become("exit $(cat code)")
        }

        /// `body` is what it does after it has noted what it was told.
        func become(_ body: String) throws {
            let script = """
                #!/bin/sh
                cd '\(self.bench.root.path)'
                echo "$PROMPTD_PROMPT" >>told
                \(body)
                """
            try Data(script.utf8).write(to: URL(filePath: self.settings.program))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: self.settings.program)
        }

        func ends(with code: Int) throws {
            try Data("\(code)".utf8).write(to: self.bench.root.appending(path: "code"), options: .atomic)
        }

        func service(_ settings: HookSettings?) throws -> HookService {
            var daemon = self.daemon
            daemon.hook = settings
            return try HookService(
                daemon,
                journal: self.journal,
                outbox: try Outbox(at: self.bench.outbox),
                clocks: .system,
                random: .system,
                logger: .silent
            )
        }

        /// Ends a job, as its owner's wish.
        func end(_ name: String, _ number: UInt64) async throws {
            var job = Job.sample(name, number)
            _ = job.cancelRequested()
            job.settled()
            try await self.journal.add(job, prompt: [])
        }

        var told: [String] {
            get throws {
                let file = self.bench.root.appending(path: "told")
                guard FileManager.default.fileExists(atPath: file.path) else { return [] }
                return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { String($0) }
            }
        }

        /// Runs the service until nothing is left to be told.
        func run(_ service: HookService) async throws {
            let run = Task { try await service.run() }
            while try await !self.journal.untold(limit: 1).isEmpty { await Task.yield() }
            run.cancel()
            try await run.value
        }
    }

    /// Catches a hook that is told of the same for ever, and an end that is given up before it was tried.
    @Test func whatIsTooOldIsTriedAndGivenUp() async throws {
        try await Workbench.with { bench in
            var hook = try Hook(bench)
            try hook.ends(with: 1)
            (hook.settings.giveUpAfter, hook.settings.leastTried) = (.seconds(-1), .zero)
            let service = try hook.service(hook.settings)
            try await hook.end("boat", 1)
            try await hook.run(service)
            #expect(try hook.told == ["boat"])
        }
    }

    /// Catches a journal that a broken hook fills faster than one attempt after the other lets go of it.
    @Test func allThatIsTooOldIsGivenUpTogether() async throws {
        try await Workbench.with { bench in
            var hook = try Hook(bench)
            try hook.ends(with: 1)
            (hook.settings.giveUpAfter, hook.settings.leastTried) = (.seconds(-1), .zero)
            let service = try hook.service(hook.settings)
            for number in 1...5 { try await hook.end("boat \(number)", UInt64(number)) }
            try await hook.run(service)
            #expect(try hook.told == ["boat 1"])
        }
    }

    /// Catches an end that is told again at the next start because the hook took it during a stop.
    @Test func whatIsTakenDuringAStopIsStruckOut() async throws {
        try await Workbench.with { bench in
            let hook = try Hook(bench)
            try hook.become("trap 'exit 0' TERM; echo ready >>told; while :; do sleep 0.01; done")
            let service = try hook.service(hook.settings)
            try await hook.end("boat", 1)
            let run = Task { try await service.run() }
            while try hook.told.count < 2 { await Task.yield() }
            run.cancel()
            try await run.value
            #expect(try await hook.journal.untold(limit: 1).isEmpty)
        }
    }

    /// Catches an end that is forgotten although nobody has taken it.
    @Test func whatIsNotTakenIsTriedAgain() async throws {
        try await Workbench.with { bench in
            let hook = try Hook(bench)
            try hook.ends(with: 1)
            let service = try hook.service(hook.settings)
            try await hook.end("boat", 1)
            try await hook.end("ship", 2)
            let run = Task { try await service.run() }
            // The one that has failed does not keep the other back.
            while try Set(hook.told).count < 2 { await Task.yield() }
            #expect(try await hook.journal.untold(limit: 9).count == 2)
            try hook.ends(with: 0)
            while try await !hook.journal.untold(limit: 1).isEmpty { await Task.yield() }
            run.cancel()
            try await run.value
        }
    }

    /// Catches settings that a reload changes in vain, and ends that are kept for no hook.
    @Test func newSettingsHold() async throws {
        try await Workbench.with { bench in
            let hook = try Hook(bench)
            let service = try hook.service(nil)
            try await hook.end("before", 1)
            #expect(try await hook.journal.untold(limit: 1).isEmpty)
            let run = Task { try await service.run() }
            service.use(hook.settings)
            try await hook.end("boat", 2)
            while try await !hook.journal.untold(limit: 1).isEmpty { await Task.yield() }
            var settings = hook.settings
            settings.ends = [.published]
            service.use(settings)
            try await hook.end("ship", 3)
            #expect(try await hook.journal.untold(limit: 1).isEmpty)
            run.cancel()
            try await run.value
            #expect(try hook.told == ["boat"])
        }
    }
}

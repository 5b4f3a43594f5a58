import Foundation
import PromptCore
import PromptFiles
import Testing

@testable import PromptService

/// One daemon an inbox, also where no lock is seen.
@Suite(.timeLimit(.minutes(1)))
struct InboxTenancyTests {
    private static func tenancy(_ bench: Workbench, _ clock: ManualClock, _ word: UInt64) -> InboxTenancy {
        var settings = DaemonSettings.sample
        settings.inbox = bench.inbox
        return InboxTenancy(
            InboxFolder(path: bench.inbox),
            settings,
            clocks: clock.clocks,
            random: RandomNumbers { word },
            health: DaemonHealth(),
            logger: .silent,
            onFatal: {}
        )
    }

    /// Another machine's sign of life.
    private static func writeForeign(_ bench: Workbench, beat: Int) throws {
        let text = """
            {"instance": "x", "host": "render2", "machine": "m", "boot": "b", "processes": "1", "pid": 7, "started": "9",
             "beat": \(beat)}
            """
        let folder = bench.inbox + "/.promptd"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: folder + "/holder.json"))
    }

    /// Begins, while the clock goes on and `meanwhile` happens once.
    private static func begin(
        _ tenancy: InboxTenancy,
        _ clock: ManualClock,
        _ meanwhile: @escaping @Sendable () throws -> Void = {}
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await tenancy.begin()
                return true
            }
            group.addTask {
                await clock.somebodySleeps()
                try meanwhile()
                while !Task.isCancelled {
                    clock.advance(1)
                    await clock.somebodySleeps()
                }
                return false
            }
            defer { group.cancelAll() }
            while let isDone = try await group.next(), !isDone {}
        }
    }

    /// Catches a daemon that begins beside one that lives in this very process's sight.
    @Test func whoeverIsSeenToLiveIsLeftAlone() async throws {
        try await Workbench.with { bench in
            let clock = ManualClock()
            try await Self.begin(Self.tenancy(bench, clock, 1), clock)
            let second = Self.tenancy(bench, clock, 2)
            await #expect(throws: InstanceLock.TakenError.self) { try await Self.begin(second, clock) }
        }
    }

    /// Catches a daemon of another machine that lives and is not waited for, and a dead one that is waited for for ever.
    @Test(arguments: [true, false])
    func aSignOfLifeFromElsewhereIsWaitedFor(_ lives: Bool) async throws {
        try await Workbench.with { bench in
            let clock = ManualClock()
            try Self.writeForeign(bench, beat: 1)
            let tenancy = Self.tenancy(bench, clock, 1)
            if lives {
                let taken = await #expect(throws: InstanceLock.TakenError.self) {
                    try await Self.begin(tenancy, clock) { try Self.writeForeign(bench, beat: 2) }
                }
                #expect(taken?.holder == "pid 7 on render2")
            } else {
                try await Self.begin(tenancy, clock)
                #expect(try bench.text("inbox/.promptd/holder.json").contains(#""host": "test""#))
            }
        }
    }

    /// Catches a daemon that goes on when another one has taken its inbox, and one that stops because a tool that mirrors
    /// another folder has removed its file.
    @Test func aDaemonThatWasReplacedSendsNothing() async throws {
        try await Workbench.with { bench in
            let clock = ManualClock()
            let tenancy = Self.tenancy(bench, clock, 1)
            try await Self.begin(tenancy, clock)
            try await tenancy.check()
            try FileManager.default.removeItem(atPath: bench.inbox + "/.promptd")
            try await tenancy.check()
            try await tenancy.check()
            try Self.writeForeign(bench, beat: 1)
            await #expect(throws: InstanceLock.TakenError.self) { try await tenancy.check() }
            await tenancy.end()
            #expect(try bench.text("inbox/.promptd/holder.json").contains("render2"), "it is not this one's to remove")
        }
    }
}

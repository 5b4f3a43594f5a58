import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle
import Synchronization

/// Tells the administrator's hook how jobs have ended, at least once each, beside the work.
///
/// It knows nothing of jobs but what the journal has kept for it, and no job waits for it.
final class HookService: Service, Sendable {
    /// How long a hook that runs when the daemon is stopped may yet take.
    static let grace = Duration.seconds(3)
    /// How long what is left may take before a daemon ends that was only to work off what is there.
    static let lastGrace = Duration.seconds(10)
    /// Ends that one run is told of, at most.
    static let most = 1000

    private let journal: Journal
    private let teller: HookTeller
    private let runsOnce: Bool
    private let clocks: Clocks
    private let random: RandomNumbers
    private let log: HookLog
    private let wake = WakeSignal()
    private let settings = Mutex<HookSettings?>(nil)

    init(
        _ daemon: DaemonSettings,
        journal: Journal,
        outbox: Outbox,
        clocks: Clocks,
        random: RandomNumbers,
        logger: Logger
    ) throws(FileError) {
        self.journal = journal
        self.teller = HookTeller(
            outbox: outbox,
            outboxPath: daemon.outbox,
            identity: daemon.identity,
            runner: try ProgramRunner()
        )
        self.runsOnce = daemon.runsOnce
        self.clocks = clocks
        self.random = random
        self.log = HookLog(logger: logger)
        self.use(daemon.hook)
    }

    /// From now on `settings` are in force; `nil` for no hook.
    ///
    /// What ends from now on is kept for it, and what has been kept for an earlier one is told to it.
    func use(_ settings: HookSettings?) {
        self.settings.withLock { $0 = settings }
        let (wake, wall) = (self.wake, self.clocks.wall)
        self.journal.keepToTell(settings.map { .init(ends: $0.ends, now: wall, onNew: { wake.wake() }) })
        wake.wake()
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            await self.work()
        } onGracefulShutdown: {
            self.teller.runner.end(by: .now + (self.runsOnce ? Self.lastGrace : Self.grace))
            self.wake.wake()
        }
    }

    private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    private func work() async {
        var plan = HookPlan()
        while !self.isStopping {
            let next = await self.turn(&plan)
            guard case .wait(let deadline) = next else { continue }
            await self.wake.wait(until: deadline, self.clocks)
        }
        plan.isLast = true
        while self.runsOnce, !Task.isCancelled {
            guard case .again = await self.turn(&plan) else { break }
        }
        // What was taken during the stop as well: else it would be told again at the next start.
        do {
            try await self.removeFinished(&plan)
        } catch {
            self.log.journalFailed(error)
        }
    }

    private enum Turn {
        case again
        case wait(until: ContinuousClock.Instant?)
    }

    /// Tells what is to be told now.
    private func turn(_ plan: inout HookPlan) async -> Turn {
        guard let settings = self.settings.withLock({ $0 }) else { return .wait(until: nil) }
        do {
            try await self.removeFinished(&plan)
            let marks = try await self.journal.untold(limit: Self.most)
            let now = self.clocks.steady()
            switch plan.next(of: marks, settings, wall: self.clocks.wall(), at: now) {
            case .wait(let deadline): return .wait(until: deadline)
            case .tell(let marks): return await self.tell(marks, settings, &plan)
            }
        } catch {
            // Whoever has to write to it says what is wrong with it.
            self.log.journalFailed(error)
            let delay = settings.retry.delay(attempt: 1, random: self.random.fraction())
            return .wait(until: self.clocks.steady() + .seconds(delay))
        }
    }

    /// A message that was taken is not sent once more because the disk is full now.
    private func removeFinished(_ plan: inout HookPlan) async throws {
        let finished = plan.finished
        guard !finished.isEmpty else { return }
        try await self.journal.removeUntold(Array(finished))
        plan.removed(finished)
    }

    private func tell(_ marks: [Untold.Mark], _ settings: HookSettings, _ plan: inout HookPlan) async -> Turn {
        let result: HookTeller.Result
        do {
            result = await self.teller.tell(try await self.journal.untold(marks), settings)
        } catch {
            result = .failed("\(error)")
        }
        switch result {
        case .stopped:
            return .wait(until: nil)
        case .taken:
            plan.told(marks)
            self.log.taken(marks.count)
            return .again
        case .failed(let why):
            let isNew = !plan.hasTried(marks)
            plan.failed(marks, settings, at: self.clocks.steady(), random: self.random.fraction())
            self.log.failed(settings.program, why, isNew: isNew)
            await self.giveUp(marks, settings, &plan, why)
            return .again
        }
    }

    /// Lets go of what is too old: of `tried`, and of all others as well if the hook has taken nothing for long.
    private func giveUp(_ tried: [Untold.Mark], _ settings: HookSettings, _ plan: inout HookPlan, _ why: String) async {
        let earliest = self.clocks.wall().addingTimeInterval(-settings.giveUpAfter.seconds)
        let now = self.clocks.steady()
        let own = plan.triedLong(tried.filter { $0.ended < earliest }, settings, at: now)
        var count = own.count
        plan.gaveUp(own)
        do {
            try await self.removeFinished(&plan)
            // In small steps: no commit of a paid job waits for it long.
            while plan.isLongBroken(settings, at: now), !self.isStopping {
                let old = try await self.journal.untold(before: earliest, limit: Journal.untoldStep)
                guard !old.isEmpty else { break }
                try await self.journal.removeUntold(old)
                plan.forget(old)
                count += old.count
            }
        } catch {
            self.log.journalFailed(error)
        }
        if count > 0 { self.log.gaveUp(settings.program, count, why) }
    }
}

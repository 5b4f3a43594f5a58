import Foundation
import PromptCore
import PromptFiles
import ServiceLifecycle
import Systemd

/// Starts jobs: as many at once as allowed, in the inbox's order, and none while submissions are held.
///
/// It makes a turn when it is woken and does then whatever there is to do; nothing depends on why it was woken.
struct Dispatcher: Service {
    let runner: JobRunner
    let inbox: Inbox
    let live: LiveSettings
    let recovery: Recovery
    let recovered: [Recovery.Found]
    let wake: WakeSignal
    let jobs: JobsInFlight
    let resumeWatch: ResumeWatch
    let health: DaemonHealth
    /// Woken when there is something new to report.
    let changed: WakeSignal
    /// At the latest after this long a turn is made, so that the watchdog sees that it can be.
    let turnInterval: Duration?
    let clocks: Clocks
    /// Called once, when the recovery is done and the first scan has met all names.
    let onReady: @Sendable () -> Void
    let onStopping: @Sendable () -> Void
    /// Called when going on makes no sense: all is to be stopped in good order.
    let onFatal: @Sendable () -> Void

    var settings: DaemonSettings { self.live.current }

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await self.work()
        } onGracefulShutdown: {
            self.onStopping()
            self.wake.wake()
        }
        if let fatal = self.health.fatal { throw fatal }
    }

    private func work() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            var unknown: [PromptPath] = []
            for found in self.recovered {
                switch found {
                case .known(let job):
                    self.runner.admissions.account(job)
                    self.start(job.source, &group) { try await self.runner.drive(job, .init(isRecovered: true)) }
                    // What has not been sent waits for a place like all others.
                    if [.claiming, .claimed, .divided].contains(job.state.name) { self.jobs.stepAside(job.source) }
                case .unclear(let job):
                    self.runner.admissions.account(job)
                    self.start(job.source, &group) { try await self.runner.recover(job, by: self.recovery) }
                // There may be thousands, and nobody waits for them.
                case .unknown(let path):
                    self.jobs.begin(path)
                    self.jobs.isUntold(path)
                    self.runner.admissions.unknown.expect(path)
                    unknown.append(path)
                }
            }
            unknown.reverse()
            while !Task.isShuttingDownGracefully, !Task.isCancelled, self.health.fatal == nil {
                self.runner.gate.dayIs(self.runner.admissions.budget.day(of: self.clocks.wall()))
                // One time for the whole turn: what becomes due while it is made is the next turn's.
                let now = self.clocks.wall()
                self.startPrompts(&group, now)
                self.endCancelled(&group)
                self.adopt(&group)
                self.knowSavedEnds(&group)
                if self.runner.gate.isStopped { group.addTask { await self.resumeWatch.look() } }
                let outlook = self.inbox.outlook()
                if !self.health.isReady, outlook.hasBegun {
                    self.onReady()
                    self.health.becameReady()
                    self.changed.wake()
                }
                if self.health.isReady { self.adoptUnknown(&unknown, &group) }
                self.health.turnMade(at: self.clocks.steady())
                if self.settings.runsOnce, try self.isDrained(outlook) {
                    // What is left is held back by its owner: it stays claimed, as the journal has it.
                    group.cancelAll()
                    return
                }
                await self.wake.wait(until: self.nextTurn(outlook, now), self.clocks)
            }
        }
    }

    private func startPrompts(_ group: inout ThrowingDiscardingTaskGroup<any Error>, _ now: Date) {
        while let kinds = self.admittedKinds {
            var tooMuch: String?
            let prompt = self.inbox.take(kinds, at: now) { demand in
                // Not told as one of the day's caps.
                if demand.isKeyed, !self.runner.admissions.unknown.isEmpty { return false }
                let obstacle = self.runner.admissions.obstacle(to: demand, at: now)
                tooMuch = tooMuch ?? obstacle
                return obstacle == nil
            } where: {
                !self.jobs.contains($0.path)
            }
            guard let prompt else {
                if kinds == .all { self.tellOfCaps(tooMuch, now) }
                return
            }
            self.start(prompt.path, &group) { try await self.runner.run(prompt) }
        }
    }

    /// Nothing is left that would not only wait: people are told if that is for the day's caps.
    private func tellOfCaps(_ tooMuch: String?, _ now: Date) {
        if let tooMuch {
            self.runner.gate.budgetReached(tooMuch, day: self.runner.admissions.budget.day(of: now))
        } else if self.jobs.summary.overBudget == 0 {
            self.runner.gate.budgetChanged()
        }
    }

    /// What may be started now; `nil` if nothing may.
    private var admittedKinds: Inbox.Kinds? {
        let (summary, limit) = (self.jobs.summary, self.jobs.limit)
        let hasRoom = summary.aside < self.settings.maxAside && summary.unfinished < self.jobs.mostUnfinished
        if summary.places < limit, hasRoom, self.runner.gate.admitsNew() { return .all }
        // Telling somebody that a prompt is wrong costs nothing, but it is bounded too.
        return summary.places < limit + 8 ? .invalid : nil
    }

    /// Prompts renamed to be cancelled that no job works on.
    private func endCancelled(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        for path in self.inbox.cancelCommands() where !self.jobs.contains(path) {
            self.start(path, &group) { try await self.runner.cancelUnclaimed(path, by: self.recovery) }
        }
    }

    /// Failed prompts for which a person has named the request that is theirs.
    private func adopt(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        for path in self.inbox.adoptionCommands() where !self.jobs.contains(path) {
            self.start(path, &group) { try await self.runner.adopt(path) }
        }
    }

    /// Files of prompts that have ended, which their owners may have saved before they rename them back.
    private func knowSavedEnds(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        for (path, state) in self.inbox.takeSavedEnds(where: { !self.jobs.contains($0) }) {
            self.start(path, &group) {
                try await self.runner.knowSavedEnd(path, state)
                return .free
            }
        }
    }

    /// Claimed files that no row knows, some at a time: each costs a commit, and the others' commits come in between.
    private func adoptUnknown(_ unknown: inout [PromptPath], _ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        while self.jobs.summary.tidying < 8, let path = unknown.popLast() {
            self.jobs.tidies(path)
            self.start(path, &group) { try await self.runner.adoptUnknown(path, by: self.recovery) }
        }
    }

    private func start(
        _ path: PromptPath,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>,
        _ body: @escaping @Sendable () async throws -> JobRunner.NameAfterRun
    ) {
        self.jobs.begin(path)
        group.addTask {
            // A child never throws: that would break off the POSTs of the others.
            do {
                let nameAfterRun = try await body()
                self.jobs.end(path)
                if nameAfterRun == .free { self.inbox.release(path) }
            } catch is ShutdownError {
                self.jobs.leave(path)
            } catch {
                self.health.failed(error)
                self.jobs.leave(path)
                self.onFatal()
            }
            self.wake.wake()
        }
    }

    private func nextTurn(_ outlook: Inbox.Outlook, _ now: Date) -> ContinuousClock.Instant? {
        var waits: [Double] = []
        if let interval = self.turnInterval { waits.append(interval.seconds) }
        // What waits for a time of the clock on the wall is looked at now and then: that clock may be set.
        if let start = outlook.nextStart { waits.append(min(start.timeIntervalSince(now), 60)) }
        // A hold that is due and not tried is being tried already; its end wakes the dispatcher.
        if let hold = self.runner.gate.hold, hold.until > now {
            waits.append(min(hold.until.timeIntervalSince(now), hold.reason == .budget ? 5 : 60))
        }
        if self.settings.runsOnce { waits.append(0.2) }
        return waits.min().map { self.clocks.steady() + .seconds(max($0, 0.01)) }
    }

    /// Whether there is nothing left that could be done now.
    private func isDrained(_ outlook: Inbox.Outlook) throws -> Bool {
        guard outlook.hasLooked, self.health.fatal == nil else { return false }
        let summary = self.inbox.summary(at: self.clocks.wall())
        let jobs = self.jobs.summary
        if let reason = summary.offlineReason { throw PromptsLeftError(message: reason, isToken: false) }
        if let hold = self.runner.gate.hold, hold.reason != .rateLimit,
            jobs.count == jobs.resting + jobs.stuck, summary.ready + jobs.count > 0
        {
            throw PromptsLeftError(message: hold.message, isToken: hold.reason == .token)
        }
        if jobs.blocked > 0, jobs.count == jobs.resting {
            throw PromptsLeftError(message: self.jobs.firstObstacle ?? "something is in their way", isToken: false)
        }
        // Claimed before their owner put a PAUSE there: they are left as well, with the file that has held them.
        return jobs.count == jobs.paused + jobs.divided && (jobs.divided == 0 || jobs.paused > 0) && summary.ready == 0
            && summary.settling == 0
    }
}

import Foundation
import Logging
import PromptCore
import PromptFiles
import ServiceLifecycle
import Synchronization
import Systemd

/// Tells people and the service manager how it goes: at most once a second while things change, and every half minute
/// otherwise.
///
/// It watches; it decides nothing.
final class StatusReporter: Service {
    let inbox: Inbox
    let jobs: JobsInFlight
    let tally: Tally
    let admissions: Admissions
    let live: LiveSettings
    let notifier: SystemdNotifier
    let health: DaemonHealth
    let changed: WakeSignal
    let started: Date
    let clocks: Clocks
    let logger: Logger
    private let notices: NotTakenNotices
    private let notTakenEnds: NotTakenEnds
    private let strays: StrayFiles

    init(
        inbox: Inbox,
        jobs: JobsInFlight,
        tally: Tally,
        admissions: Admissions,
        live: LiveSettings,
        notifier: SystemdNotifier,
        health: DaemonHealth,
        changed: WakeSignal,
        started: Date,
        clocks: Clocks,
        logger: Logger
    ) {
        self.inbox = inbox
        self.jobs = jobs
        self.tally = tally
        self.admissions = admissions
        self.live = live
        self.notifier = notifier
        self.health = health
        self.changed = changed
        self.started = started
        self.clocks = clocks
        self.logger = logger
        self.notices = NotTakenNotices(logger)
        self.notTakenEnds = NotTakenEnds(logger)
        self.strays = StrayFiles(inbox, jobs, logger)
    }

    var settings: DaemonSettings { self.live.current }

    /// What is being written to the inbox, and whether something has happened since.
    private struct Writing {
        var task: Task<Void, Never>?
        var isOutdated = false
    }

    private let writing = Mutex(Writing())

    private static let heartbeat = Duration.seconds(30)

    func run() async throws {
        do {
            try await Pause.interruptible {
                var earliest = self.clocks.steady()
                while !Task.isCancelled {
                    await self.changed.wait(until: self.clocks.steady() + Self.heartbeat, self.clocks)
                    // READY=1 comes first: before it there is nothing that could be relied on.
                    guard self.health.isReady else { continue }
                    if self.clocks.steady() < earliest { try await self.clocks.sleep(earliest) }
                    await self.report()
                    earliest = self.clocks.steady() + .seconds(1)
                }
            }
        } catch is ShutdownError {
        }
        // The dispatcher has stopped by now.
        await self.report(isStopped: true)
    }

    func current(isStopped: Bool = false) -> StatusReport {
        let now = self.clocks.wall()
        let summary = self.inbox.summary(at: now)
        let (jobs, entries) = (self.jobs.summary, self.jobs.entries)
        return StatusReport(
            summary: summary,
            waiting: self.waiting(summary, now),
            aside: jobs.aside,
            unfinished: jobs.unfinished,
            mostUnfinished: self.jobs.mostUnfinished,
            entries: entries,
            notTaken: NotTakenList(
                summary,
                entries,
                held: self.inbox.heldFolders(busy: entries.map(\.name)),
                obstacles: self.jobs.obstacles,
                strays: self.strays.paths,
                renamed: self.inbox.renamedClaims,
                zone: self.settings.timeZone
            ),
            totals: self.tally.totals,
            hold: self.admissions.gate.hold,
            budget: self.admissions.budget,
            now: now,
            isStopped: isStopped,
            started: self.started,
            daemon: self.settings.identity,
            settings: self.settings,
            limit: self.jobs.limit
        )
    }

    private func waiting(_ summary: Inbox.Summary, _ now: Date) -> [StatusReport.Waiting] {
        let waiting = summary.demands.compactMap { demand, count in
            self.admissions.obstacle(to: demand, at: now).map {
                StatusReport.Waiting(model: demand.model, images: demand.images, prompts: count, why: $0)
            }
        }
        return Array(waiting.sorted { $0.prompts > $1.prompts }.prefix(100))
    }

    private func report(isStopped: Bool = false) async {
        guard self.health.isReady else { return }
        let report = self.current(isStopped: isStopped)
        do {
            try self.notifier.status(report.line)
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
        if isStopped {
            await self.writing.withLock { $0.task }?.value
            return await self.write(report)
        }
        // In a task of its own, so that an inbox that hangs does not keep the service manager from being told.
        self.writing.withLock { writing in
            guard writing.task == nil else {
                writing.isOutdated = true
                return
            }
            writing.task = Task {
                await self.write(report)
                let isOutdated = self.writing.withLock { writing in
                    defer { writing = Writing() }
                    return writing.isOutdated
                }
                if isOutdated { self.changed.wake() }
            }
        }
    }

    private func write(_ report: StatusReport) async {
        do {
            let bytes = report.json.pretty()
            let (inbox, zone, notice) = (self.settings.inbox, self.settings.timeZone, report.notice)
            try await Blocking.run(.inbox) {
                try StatusFile.write(bytes, inbox: inbox)
                try WaitingNotice.write(notice, inbox: inbox, zone: zone)
            }
        } catch {
            // The status is a service to people; the work goes on without it, and says what is wrong itself.
            self.logger.info("status not written", metadata: [LogKeys.error: "\(error)"])
        }
        await self.writeNotices(report)
    }

    /// Nobody is told by a promptd that has stopped: nothing would take back what is put right meanwhile.
    private func writeNotices(_ report: StatusReport) async {
        guard report.summary.hasLooked, report.summary.offlineReason == nil else { return }
        if !report.isStopped, await self.strays.look() { self.changed.wake() }
        if !report.isStopped { await self.writeNotTakenEnds(report.notTaken) }
        let (list, present) = (report.isStopped ? NotTakenList() : report.notTaken, report.summary.notices)
        let (notices, inbox, clocks) = (self.notices, self.settings.inbox, self.clocks)
        do {
            // At a stop all that can be removed soon; the next start finds the rest.
            let end = clocks.steady() + .seconds(2)
            while try await Blocking.run(
                .inbox,
                { notices.update(list, present, inbox: inbox, at: clocks.steady()) }
            ) {
                guard report.isStopped else { return self.changed.wake() }
                guard clocks.steady() < end else { return }
            }
        } catch {
            self.logger.debug("notices not written", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func writeNotTakenEnds(_ list: NotTakenList) async {
        let (ends, folder, clocks, daemon) = (self.notTakenEnds, self.inbox.folder, self.clocks, self.settings.identity)
        do {
            let isUnfinished = try await Blocking.run(.inbox) {
                ends.update(list, folder) {
                    EndRecord(notTaken: $0, why: $1, origin: $2, at: clocks.wall(), daemon: daemon)
                }
            }
            if isUnfinished { self.changed.wake() }
        } catch {
            self.logger.debug("records of ends not written", metadata: [LogKeys.error: "\(error)"])
        }
    }
}

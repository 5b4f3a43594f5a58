import Foundation
import PromptCore
import PromptFiles
import PromptService

extension Settings {
    /// Everything the daemon needs, with folders that exist and do not overlap.
    func daemon(once: Bool) throws(Complaint) -> DaemonSettings {
        let folders = try DataFolders(
            inbox: self.folder(.inbox),
            outbox: self.folder(.outbox),
            state: self.folder(.state)
        )
        var settings = DaemonSettings(
            inbox: folders.inbox,
            outbox: folders.outbox,
            state: folders.state,
            rules: try self.rules(),
            identity: DaemonIdentity(version: Version.current, host: ProcessInfo.processInfo.hostName)
        )
        settings.runsOnce = once
        settings.maxInFlight = try self.number(.maxInFlight, settings.maxInFlight, 1...256)
        settings.settling = SettlingRule(
            settle: try self.duration(.settle, .milliseconds(500)),
            grace: try self.duration(.grace, .seconds(30))
        )
        settings.scanInterval = try self.duration(.scanInterval, settings.scanInterval)
        guard settings.scanInterval >= .milliseconds(10) else {
            throw Complaint(.configuration, "scan-interval must be at least 10ms")
        }
        settings.pacing = PollPacing(
            shortest: max(0.001, try self.seconds(.pollMin, settings.pacing.shortest)),
            longest: try self.seconds(.pollMax, settings.pacing.longest),
            mostPerSecond: Double(try self.number(.pollRate, Int(settings.pacing.mostPerSecond), 1...10_000))
        )
        settings.retry = Backoff(
            first: max(0.001, try self.seconds(.retryMin, settings.retry.first)),
            most: try self.seconds(.retryMax, settings.retry.most)
        )
        settings.holdRetry = Backoff(
            first: max(0.001, try self.seconds(.holdMin, settings.holdRetry.first)),
            most: try self.seconds(.holdMax, settings.holdRetry.most)
        )
        settings.lostAfter = try self.duration(.lostAfter, settings.lostAfter)
        settings.giveUpAfter = try self.duration(.giveUpAfter, settings.giveUpAfter)
        settings.caps = try self.caps()
        settings.timeZone = try self.timeZone()
        settings.leastFreeBytes = Int64(try self.number(.minFreeSpace, 100, 0...1_000_000_000)) << 20
        return settings
    }

    /// What may be spent in a day; no cap where none is set.
    private func caps() throws(Complaint) -> SpendingCaps {
        var caps = SpendingCaps()
        if self.text(.maxImagesPerDay) != nil {
            caps.imagesPerDay = try self.number(.maxImagesPerDay, 0, 0...1_000_000_000)
        }
        if let text = self.text(.maxUSDPerDay) {
            guard let amount = Double(text).flatMap({ USD(dollars: $0) }) else {
                throw Complaint(
                    .configuration,
                    "max-usd-per-day is \"\(text)\"; it must be an amount in US dollars, such as 5 or 2.50"
                )
            }
            caps.usdPerDay = amount
        }
        return caps
    }

    private func timeZone() throws(Complaint) -> TimeZone {
        guard let text = self.text(.timeZone) else { return .current }
        guard let zone = TimeZone(identifier: text) else {
            throw Complaint(
                .configuration,
                "time-zone is \"\(text)\"; it must be a name such as UTC, Europe/Berlin or America/New_York"
            )
        }
        return zone
    }
}

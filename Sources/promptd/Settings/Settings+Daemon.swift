import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptService
import RunComfy
import Systemd

extension Settings {
    /// Everything the daemon needs, with folders that exist and do not overlap.
    func daemon(once: Bool) throws(ExitError) -> DaemonSettings {
        let folders = try DataFolders(
            inbox: self.folder(.inbox),
            outbox: self.folder(.outbox),
            state: self.folder(.state)
        )
        var settings = DaemonSettings(
            inbox: folders.inbox,
            outbox: folders.outbox,
            state: folders.state,
            rules: PromptRules(),
            identity: DaemonIdentity(version: Version.current, host: ProcessInfo.processInfo.hostName)
        )
        settings.runsOnce = once
        settings.api = try self.endpoint().description
        try self.fill(&settings)
        return settings
    }

    /// Sets all but the folders, which may change while the daemon runs.
    func fill(_ settings: inout DaemonSettings) throws(ExitError) {
        settings.rules = try self.rules()
        settings.maxInFlight = try self.limit(.maxInFlight, learnt: .learnt(first: 8, most: 64))
        settings.pollRate = try self.limit(.pollRate, learnt: .learnt(first: 20, most: 500))
        settings.settling = SettlingRule(settle: try self.duration(.settle), grace: try self.duration(.grace))
        settings.filesWait = try self.duration(.filesWait)
        settings.uploader = try self.uploader(for: settings)
        settings.scanInterval = try self.duration(.scanInterval)
        settings.pacing = PollPacing(
            shortest: try self.pause(.pollMin),
            longest: try self.duration(.pollMax).seconds
        )
        settings.retry = Backoff(first: try self.pause(.retryMin), most: try self.duration(.retryMax).seconds)
        settings.holdRetry = Backoff(first: try self.pause(.holdMin), most: try self.duration(.holdMax).seconds)
        settings.lostAfter = try self.duration(.lostAfter)
        settings.giveUpAfter = try self.duration(.giveUpAfter)
        settings.partialAfter = try self.duration(.partialAfter)
        settings.caps = try self.caps()
        settings.maxBatch = try self.number(.maxBatch)
        settings.batchOverCap = try self.choice(.batchOverCap)
        let repeats: Repeats = try self.choice(.repeats)
        settings.holdsRepeats = repeats == .hold
        settings.keepHistory = try self.duration(.keepHistory)
        settings.keepHistoryBytes = try self.ifSet(.maxHistorySize, self.number).map { Int64($0) << 20 }
        settings.timeZone = try self.dayZone()
        settings.hook = try self.hook(for: settings)
        settings.leastFreeBytes = Int64(try self.number(.minFreeSpace)) << 20
    }

    /// What prompts may say.
    func rules() throws(ExitError) -> PromptRules {
        let rules = PromptRules(
            defaultModel: try self.model(.model),
            models: try self.models(.models),
            countInText: try self.choice(.countInText),
            maxImages: try self.number(.maxImages),
            unknownModels: try self.choice(.unknownModels)
        )
        guard rules.allows(rules.defaultModel) else {
            throw ExitError(
                .configuration,
                "model is \(rules.defaultModel), which models (\(rules.modelsSummary)) does not allow; add it there"
            )
        }
        return rules
    }

    /// What may be spent.
    func caps() throws(ExitError) -> SpendingCaps {
        SpendingCaps(
            usdPerDay: try self.ifSet(.maxUSDPerDay, self.dollars),
            imagesPerDay: try self.ifSet(.maxImagesPerDay, self.number),
            usdPerPrompt: try self.ifSet(.maxUSDPerPrompt, self.dollars)
        )
    }

    /// Where the day of the caps begins and ends.
    func dayZone() throws(ExitError) -> TimeZone { try self.ifSet(.timeZone, self.timeZone) ?? .current }

    /// The log level.
    func logLevel() throws(ExitError) -> Logger.Level {
        try self.choice(.logLevel, ignoringCase: true)
    }

    /// How the log is written.
    func logFormat() throws(ExitError) -> LogFormat {
        try self.choice(.logFormat)
    }

    /// The seconds of a pause, at least a thousandth: without any, what it paces would go round at full speed.
    private func pause(_ key: SettingKey) throws(ExitError) -> Double {
        max(0.001, try self.duration(key).seconds)
    }
}

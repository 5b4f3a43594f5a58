import Logging
import PromptCore
import PromptService
import RunComfy
import Synchronization
import Systemd

/// Reads the settings again while the daemon runs, and tells what is different.
final class SettingsReader: Sendable {
    private let options: SettingOptions
    private let environment: [String: String]
    private let client: RunComfyClient
    private let logLevel: LogLevel
    private let logger: Logger
    /// What is in force, as a person would write it.
    private let inForce: Mutex<[SettingKey: String]>

    /// `settings` are the ones in force, which come from the same command line, environment and file.
    init(
        _ settings: Settings,
        _ options: SettingOptions,
        environment: [String: String],
        client: RunComfyClient,
        logLevel: LogLevel,
        logger: Logger
    ) {
        self.options = options
        self.environment = environment
        self.client = client
        self.logLevel = logLevel
        self.logger = logger
        self.inForce = Mutex(settings.texts)
    }

    /// What the daemon is to go by instead of `running`.
    ///
    /// - Throws: `SettingsProblems`, with everything that is wrong.
    func read(instead running: DaemonSettings) throws(SettingsProblems) -> NewSettings {
        do {
            let settings = try Settings(self.options, environment: self.environment)
            let problems = settings.problems
            guard problems.isEmpty else { throw SettingsProblems(problems) }
            return try self.compared(settings, running)
        } catch let problems as SettingsProblems {
            throw problems
        } catch {
            throw SettingsProblems([(error as? ExitError)?.message ?? "\(error)"])
        }
    }

    private func compared(_ settings: Settings, _ running: DaemonSettings) throws(ExitError) -> NewSettings {
        let (old, new) = (self.inForce.withLock { $0 }, settings.texts)
        let different = SettingKey.allCases.filter { old[$0] != new[$0] }
        var daemon = running
        try settings.fill(&daemon)
        try DescriptorNeed(jobs: daemon.maxInFlight.highest, hasPage: old[.metrics] != nil).ensure(self.logger)
        let level = try settings.logLevel()
        let (timeouts, downloads) = (try settings.timeouts(), try settings.downloadPolicy(self.client.endpoint))
        var taken = different.filter(\.setting.isReloadable)
        // The name may be the same, and lead to another program.
        let programs: [(SettingKey, Bool)] = [
            (.hook, daemon.hook != running.hook), (.uploader, daemon.uploader != running.uploader),
        ]
        for (key, isOther) in programs where isOther && !taken.contains(where: { $0.rawValue.hasPrefix(key.rawValue) })
        {
            taken.append(key)
        }
        return NewSettings(
            settings: daemon,
            changed: taken.map(\.rawValue),
            waiting: different.filter { !$0.setting.isReloadable }.map(\.rawValue)
        ) { [taken] in
            self.logLevel.current = level
            self.client.set(timeouts: timeouts, downloads: downloads)
            self.inForce.withLock { inForce in
                for key in taken { inForce[key] = new[key] }
            }
        }
    }
}

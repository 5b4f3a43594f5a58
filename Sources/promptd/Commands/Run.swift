import ArgumentParser
import ControlSocket
import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import PromptService
import RunComfy
import ServiceLifecycle
import StatusPage
import SystemPackage
import Systemd

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Works on the inbox until stopped.",
        discussion:
            "The API token comes from the systemd credential runcomfy-token, RUNCOMFY_TOKEN, RUNCOMFY_API_TOKEN, "
            + "or ~/.config/runcomfy/token.json."
    )

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    @Flag(help: "Finish what is there, then end: for cron and scripts.")
    var once = false

    @Flag(help: "With --once: exit code 3 if prompts have failed.")
    var exitStatus = false

    func validate() throws {
        guard self.once || !self.exitStatus else { throw ValidationError("--exit-status goes with --once.") }
    }

    func run() async throws {
        do throws(ExitError) {
            let failed = try await self.work(ProcessInfo.processInfo.environment)
            if self.exitStatus, failed > 0 {
                let prompts = "\(failed) prompt\(failed == 1 ? " has" : "s have") failed"
                throw ExitError(.incomplete, "\(prompts); the inbox says why, in .error.json files")
            }
        } catch {
            throw error.exit()
        }
    }

    /// - Returns: how many prompts have failed.
    private func work(_ environment: [String: String]) async throws(ExitError) -> Int {
        let settings = try Settings(self.options, environment: environment)
        let endpoint = try settings.endpoint()
        let policy = try settings.downloadPolicy(endpoint)
        let timeouts = try settings.timeouts()
        let metrics = try settings.ifSet(.metrics, settings.address)
        let output = LogOutput(
            identifier: "promptd",
            level: try settings.logLevel(),
            format: try settings.logFormat(),
            summed: Set(LogMessage.allCases.filter(\.isSummedUp).map(\.rawValue)),
            environment: environment
        )
        defer { output.finish() }
        LoggingSystem.bootstrap({ output.handler(for: $0, metadataProvider: $1) }, metadataProvider: nil)
        let logger = Logger(label: "promptd")
        let found = try Self.token(environment, endpoint)
        let proxy = try ProxyVariables.proxy(for: endpoint, environment: environment)
        let notifier: SystemdNotifier
        do {
            notifier = try SystemdNotifier(environment: environment)
        } catch {
            throw Self.exitError(error)
        }
        var daemonSettings = try await self.settings(settings, notifier, logger)
        daemonSettings.warnings = found.warning.map { [$0] } ?? []
        daemonSettings.notices = proxy.map { [ProxyVariables.notice($0, endpoint)] } ?? []
        let control = try self.controlPlace(settings, logger)
        try DescriptorNeed(jobs: daemonSettings.maxInFlight.highest, hasPage: metrics != nil).ensure(logger)
        do {
            let watchdog = try Watchdog.ofThisProcess()
            return try await withRunComfyClient(
                endpoint: endpoint,
                token: found.token,
                timeouts: timeouts,
                downloads: policy,
                proxy: proxy,
                logger: logger
            ) { [daemonSettings] client in
                let reader = SettingsReader(
                    settings,
                    self.options,
                    environment: environment,
                    client: client,
                    logLevel: output.level,
                    logger: logger
                )
                let daemon = Daemon(
                    settings: daemonSettings,
                    notifier: notifier,
                    watchdog: watchdog,
                    logger: logger,
                    readSettings: { running throws(SettingsProblems) in try reader.read(instead: running) },
                    companions: { view in
                        var services: [any Service] = []
                        if let control { services.append(ControlService(view: view, place: control, logger: logger)) }
                        if let metrics { services.append(StatusPage(metrics, of: view, logger: logger)) }
                        return services
                    }
                )
                try await daemon.run(client)
                return daemon.failedCount
            }
        } catch {
            let exit = Self.exitError(error)
            do {
                let errno = (error as? FileError)?.errno.rawValue ?? (error as? SystemdError)?.errno
                try notifier.failing(errno: errno, exitStatus: exit.code.rawValue, status: exit.message)
            } catch {
                logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
            }
            throw exit
        }
    }

    /// Where commands may ask the daemon; `nil` if they cannot, since the state folder's path is too long for a socket.
    private func controlPlace(
        _ settings: Settings,
        _ logger: Logger
    ) throws(ExitError) -> ControlServer.Place? {
        do {
            if let given = try ListenSockets.ofThisProcess()[ControlPlace.socketName] { return .descriptor(given) }
        } catch {
            throw Self.exitError(error)
        }
        if settings.text(.control) != nil { return .path(try settings.controlPath()) }
        do {
            return .path(try settings.controlPath())
        } catch {
            logger.warning("commands cannot ask this promptd", metadata: [LogKeys.error: "\(error.message)"])
            return nil
        }
    }

    /// Reads what concerns the folders, which may not answer.
    private func settings(
        _ settings: Settings,
        _ notifier: SystemdNotifier,
        _ logger: Logger
    ) async throws(ExitError) -> DaemonSettings {
        let patience = StartPatience(notifier: notifier, logger: logger)
        patience.begin()
        defer { patience.end() }
        do {
            return try await Blocking.run(.state) { [once] in try settings.daemon(once: once) }
        } catch {
            throw error as? ExitError ?? Self.exitError(error)
        }
    }

    /// A sandbox on this machine takes any token, so that none has to be made up for it.
    static func token(
        _ environment: [String: String],
        _ endpoint: RunComfyEndpoint
    ) throws(ExitError) -> TokenSource.Found {
        if let found = try TokenSource.find(environment: environment) { return found }
        guard endpoint.isLoopback else { throw TokenSource.missing }
        do {
            return (try AccessToken("sandbox"), "nowhere: the API is on this machine", nil)
        } catch {
            throw ExitError(.configuration, error.message)
        }
    }

    /// What ended the daemon, as the exit code says it to the service manager.
    private static func exitError(_ error: any Error) -> ExitError {
        switch error {
        case let exit as ExitError:
            exit
        case let left as PromptsLeftError:
            ExitError(left.isToken ? .noPermission : .tryAgain, "prompts are left: \(left.message)")
        case let taken as InstanceLock.TakenError:
            ExitError(.tryAgain, taken.description)
        case let failure as JournalError:
            ExitError(failure.kind == .damaged ? .configuration : .inputOutput, failure.description)
        case let failure as FileError:
            ExitError(.inputOutput, failure.description)
        case let failure as SystemdError:
            ExitError(.configuration, failure.message)
        default:
            ExitError(.inputOutput, "\(error)")
        }
    }
}

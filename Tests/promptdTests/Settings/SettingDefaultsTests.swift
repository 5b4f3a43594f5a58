import ArgumentParser
import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptService
import RunComfy
import Systemd
import Testing

@testable import promptd

/// The defaults of the table against those of the modules, which their own tests work with.
struct SettingDefaultsTests {
    /// Catches a default of the table that cannot be read, or that the daemon's module does not know of.
    @Test
    func theDaemons() async throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let options = try SettingOptions.parse([
            "--inbox", workspace.inbox, "--outbox", workspace.outbox, "--state", workspace.state,
        ])
        let settings = try Settings(options, environment: [:]).daemon(once: false)
        let standard = DaemonSettings(
            inbox: settings.inbox,
            outbox: settings.outbox,
            state: settings.state,
            rules: PromptRules(),
            identity: settings.identity
        )
        #expect(settings.rules == standard.rules)
        #expect(settings.maxInFlight == standard.maxInFlight)
        #expect(settings.settling == standard.settling)
        #expect(settings.scanInterval == standard.scanInterval)
        #expect(settings.pacing == standard.pacing)
        #expect(settings.pollRate == standard.pollRate)
        #expect(settings.retry == standard.retry)
        #expect(settings.holdRetry == standard.holdRetry)
        #expect(settings.lostAfter == standard.lostAfter)
        #expect(settings.giveUpAfter == standard.giveUpAfter)
        #expect(settings.caps == standard.caps)
        #expect(settings.maxBatch == standard.maxBatch)
        #expect(settings.batchOverCap == standard.batchOverCap)
        #expect(settings.timeZone == standard.timeZone)
        #expect(settings.leastFreeBytes == standard.leastFreeBytes)
        #expect(settings.runsOnce == standard.runsOnce)
        #expect(settings.filesWait == standard.filesWait)
        #expect(settings.hook == standard.hook)
        #expect(settings.uploader == standard.uploader)
    }

    /// Catches the same for a hook, and for an uploader.
    @Test
    func thePrograms() async throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let options = try SettingOptions.parse([
            "--inbox", workspace.inbox, "--outbox", workspace.outbox, "--state", workspace.state, "--hook",
            "/usr/bin/env", "--uploader", "/usr/bin/env",
        ])
        let settings = try Settings(options, environment: [:]).daemon(once: false)
        #expect(settings.hook == HookSettings(program: "/usr/bin/env"))
        #expect(settings.uploader == UploaderSettings(program: "/usr/bin/env"))
    }

    /// Catches the same for the client of the API and the log.
    @Test
    func theClients() async throws {
        let settings = try Settings(try SettingOptions.parse([]), environment: [:])
        let endpoint = try settings.endpoint()
        #expect(try endpoint == RunComfyEndpoint(RunComfyEndpoint.standard))
        #expect(try settings.timeouts() == Timeouts())
        #expect(try settings.downloadPolicy(endpoint) == DownloadPolicy(endpoint: endpoint))
        #expect(try settings.logLevel() == .notice)
        #expect(try settings.logFormat() == .auto)
    }

    /// Catches a most for `max-images` that no prompt could reach, or that some could exceed.
    @Test
    func imagesOfAPrompt() throws {
        guard case .number(let range) = SettingKey.maxImages.setting.kind else {
            Issue.record("max-images is no number")
            return
        }
        #expect(range == Int(Prompt.Limits.imageCount.lowerBound)...Int(Prompt.Limits.imageCount.upperBound))
    }
}

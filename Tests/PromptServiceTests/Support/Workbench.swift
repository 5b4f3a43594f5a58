import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import Systemd

@testable import PromptService

/// Three folders and a daemon that drains them once, in this process.
struct Workbench: Sendable {
    let root: URL

    var inbox: String { self.root.appending(path: "inbox").path }
    var outbox: String { self.root.appending(path: "outbox").path }
    var state: String { self.root.appending(path: "state").path }

    /// Runs `body` with folders that are removed afterwards.
    static func with(_ body: (Workbench) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "promptd-test-\(UUID().uuidString)")
        let bench = Workbench(root: root)
        for folder in [bench.inbox, bench.outbox, bench.state] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        defer {
            do {
                try FileManager.default.removeItem(at: root)
            } catch {
                print("left behind: \(root.path): \(error)")
            }
        }
        try await body(bench)
    }

    func drop(_ name: String, _ text: String = #"{"text": "Draw 1 image of a pixel."}"#) throws {
        try Data(text.utf8).write(to: self.root.appending(path: "inbox/\(name)"))
    }

    /// The names below a folder, hidden ones too, without promptd's own.
    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != ".promptd" }.sorted()
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: self.root.appending(path: path), encoding: .utf8)
    }

    func journal() throws -> Journal { try Journal(path: self.state + "/journal.sqlite") }

    /// The jobs that the journal of a running daemon has on disk now, from a copy: it is the daemon's alone.
    func unsettledNow() async throws -> [Job] {
        let copy = self.root.appending(path: "copy-\(UUID())")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        for name in ["journal.sqlite", "journal.sqlite-wal"] {
            try FileManager.default.copyItem(
                at: URL(filePath: "\(self.state)/\(name)"),
                to: copy.appending(path: name)
            )
        }
        return try await Journal(path: copy.path + "/journal.sqlite").unsettled()
    }

    /// Runs the daemon until nothing is left to do.
    func drain(_ api: ScriptedAPI, adjust: (inout DaemonSettings) -> Void = { _ in }) async throws {
        var settings = DaemonSettings(
            inbox: self.inbox,
            outbox: self.outbox,
            state: self.state,
            rules: PromptRules(),
            identity: DaemonIdentity(version: "test", host: "test")
        )
        settings.settling = SettlingRule(settle: .milliseconds(1), grace: .milliseconds(10))
        settings.pacing = PollPacing(shortest: 0.001, longest: 0.01)
        settings.pollRate = .fixed(10_000)
        settings.retry = Backoff(first: 0.001, most: 0.01)
        settings.holdRetry = Backoff(first: 0.001, most: 0.01)
        settings.runsOnce = true
        settings.giveUpAfter = .zero
        adjust(&settings)
        // As a folder that promptd has worked on before.
        try FileManager.default.createDirectory(atPath: self.inbox + "/.promptd", withIntermediateDirectories: true)
        let daemon = Daemon(
            settings: settings,
            notifier: try SystemdNotifier(environment: [:]),
            watchdog: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        while true {
            do {
                return try await daemon.run(api)
            } catch is InstanceLock.TakenError {
                // A process that another test is just starting holds a copy of the last run's descriptor until it execs.
                await Task.yield()
            }
        }
    }
}

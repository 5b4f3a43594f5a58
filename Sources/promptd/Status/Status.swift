import ArgumentParser
import Foundation
import PromptCore
import PromptFiles
import PromptService

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the daemon of an inbox is doing.",
        discussion: "Reads the inbox's .promptd/status.json, as any program on the share can. Exit code 69: no daemon."
    )

    @Flag(help: "Print the status file as it is (on a terminal, with what it would obey escaped).")
    var json = false

    @Flag(help: "Print nothing: the exit code alone says whether a daemon gives signs of life (0) or not (69).")
    var health = false

    @Flag(help: "Show it again and again, until Ctrl-C: in place on a terminal, else a line for each change.")
    var watch = false

    @OptionGroup(title: "Settings")
    var options: InboxOptions

    func validate() throws {
        guard [self.json, self.health, self.watch].count(where: \.self) < 2 else {
            throw ValidationError("--json, --health and --watch are each for themselves.")
        }
    }

    func run() async throws {
        var isHealthy = true
        do {
            let environment = ProcessInfo.processInfo.environment
            let settings = try self.options.settings(environment: environment)
            let inbox = try settings.folder(.inbox)
            if self.health {
                isHealthy = StatusFile.isAlive(inbox: inbox, at: Date(), host: Self.host)
            } else if self.watch {
                try await StatusWatch(inbox: inbox, host: Self.host, environment: environment).run()
            } else {
                try self.show(inbox: inbox, state: settings.text(.state))
            }
        } catch {
            throw error.exit()
        }
        // Without a word: who asks so often wants the code alone.
        if !isHealthy { throw ExitCode(ExitError.Code.unavailable.rawValue) }
    }

    private func show(inbox: String, state: String?) throws(ExitError) {
        let bytes = try Self.bytes(inbox: inbox, state: state)
        let status = try Self.status(bytes, inbox: inbox)
        if self.json {
            try Terminal.printDocument(bytes)
        } else {
            for line in StatusTable(status: status, now: Date()).lines { try Terminal.print(line.text) }
        }
        if let trouble = Self.trouble(status, inbox: inbox, host: Self.host) { throw ExitError(.unavailable, trouble) }
    }

    /// What the daemon says of itself.
    ///
    /// - Throws: `ExitError` if that is no JSON.
    static func status(_ bytes: [UInt8], inbox: String) throws(ExitError) -> JSONValue {
        do {
            return try JSONValue.parse(bytes)
        } catch {
            let path = StatusFile.path(inbox: inbox)
            throw ExitError(.unavailable, "the status at \(path) is not one of promptd's: \(error.message)")
        }
    }

    /// Why what a daemon says of itself does not hold any more; `nil` if it does, as far as can be told.
    static func trouble(_ status: JSONValue, inbox: String, host: String) -> String? {
        if status["running"] == .bool(false) { return "the daemon has been stopped" }
        if let dead = StatusFile.dead(inbox: inbox, host: host) {
            return "the daemon does not run: \(dead) has ended without a word; start promptd again"
        }
        let age = Date().timeIntervalSince(StatusFile.heartbeat(in: status) ?? .distantPast)
        guard age > StatusFile.staleAfter else { return nil }
        return "the last sign of life is \(Int(min(age, 1e9))) s old: the daemon does not run"
    }

    private static var host: String { ProcessInfo.processInfo.hostName }

    /// The status file; `state` is the folder that tells whether a daemon runs whose status is gone.
    ///
    /// - Throws: `ExitError` that tells a file that is not there from one that cannot be read.
    static func bytes(inbox: String, state: String? = nil) throws(ExitError) -> [UInt8] {
        let path = StatusFile.path(inbox: inbox)
        do {
            return try StatusFile.read(inbox: inbox)
        } catch let error where error.kind == .missing {
            guard FileManager.default.fileExists(atPath: inbox) else {
                throw ExitError(.unavailable, "there is no folder \(inbox); is it mounted, and spelled right?")
            }
            let ownFolder = "\(inbox)/\(InboxFolder.ownFolder)"
            if let holder = state.flatMap(StateHolder.text) {
                throw ExitError(
                    .tryAgain,
                    """
                    a promptd works here (\(holder)), but its folder \(ownFolder) was removed, perhaps by a tool that mirrors \
                    another folder. It makes it again by itself within a minute; nothing is lost or paid twice. Keep the tool \
                    away from that folder
                    """
                )
            }
            throw ExitError(
                .unavailable,
                """
                there is no status at \(path): no promptd has worked on this inbox, or its folder \(ownFolder) was removed \
                (by a mirroring tool?). A promptd that runs makes it again within a minute. If none runs, but one has \
                worked here, make that folder again (mkdir, as the user that promptd runs as), then start promptd; and keep \
                the tool away from it.
                """
            )
        } catch {
            throw ExitError(
                .unavailable,
                """
                the status at \(path) cannot be read: \(error). Who may read the inbox may read it: use sudo, or be a member \
                of its group
                """
            )
        }
    }
}

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

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    func run() async throws {
        var isHealthy = true
        do {
            let settings = try Settings(self.options, environment: ProcessInfo.processInfo.environment)
            let inbox = try settings.folder(.inbox)
            if self.health {
                isHealthy = StatusFile.isAlive(inbox: inbox, at: Date())
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
        let status: JSONValue
        do {
            status = try JSONValue.parse(bytes)
        } catch {
            let path = StatusFile.path(inbox: inbox)
            throw ExitError(.unavailable, "the status at \(path) is not one of promptd's: \(error.message)")
        }
        if self.json {
            try Terminal.printDocument(bytes)
        } else {
            for line in Self.summary(of: status) { try Terminal.print(line) }
        }
        if status["running"] == .bool(false) { throw ExitError(.unavailable, "the daemon has been stopped") }
        let age = Date().timeIntervalSince(StatusFile.heartbeat(in: status) ?? .distantPast)
        if age > StatusFile.staleAfter {
            throw ExitError(.unavailable, "the last sign of life is \(Int(age)) s old: the daemon does not run")
        }
    }

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

    /// The status for people, line by line.
    static func summary(of status: JSONValue) -> [String] {
        // Names and messages come from others: none of them may look like a line of its own.
        func line(_ text: String, _ indent: String = "  ") -> String { indent + SingleLine.text(text, limit: 1000) }
        var lines = [line(status["status"]?.stringValue ?? "unknown", "")]
        if let spend = status["spend_today"] { lines.append(line("today: \(Self.spend(spend))")) }
        for job in Self.elements(status["jobs"]) {
            lines.append(line("\(job["name"]?.stringValue ?? "?"): \(job["doing"]?.stringValue ?? "?")"))
        }
        if case .object(let notes) = status["not_taken"] {
            for note in notes { lines.append(line("not taken: \(note.name): \(note.value.stringValue ?? "")")) }
        }
        return lines
    }

    private static func spend(_ spend: JSONValue) -> String {
        func part(_ name: String, _ cap: String, _ unit: String) -> String? {
            guard case .number(let amount) = spend[name] else { return nil }
            guard case .number(let most) = spend[cap] else { return "\(amount) \(unit)" }
            return "\(amount) of \(most) \(unit)"
        }
        return [part("images", "max_images", "images"), part("cost_usd", "max_usd", "USD")].compactMap(\.self)
            .joined(separator: ", ")
    }

    private static func elements(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements) = value { elements } else { [] }
    }
}

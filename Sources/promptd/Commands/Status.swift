import ArgumentParser
import Foundation
import PromptCore
import PromptService

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the daemon of an inbox is doing.",
        discussion: "Reads the inbox's .promptd/status.json, as any program on the share can. Exit code 69: no daemon."
    )

    @Flag(help: "Print the status file as it is.")
    var json = false

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    func run() async throws {
        do {
            let settings = try Settings(self.options, environment: ProcessInfo.processInfo.environment)
            try self.show(StatusFile.path(inbox: settings.folder(.inbox)))
        } catch {
            throw error.exit()
        }
    }

    private func show(_ path: String) throws(ExitError) {
        let status: JSONValue
        do {
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            status = try JSONValue.parse(bytes)
            if self.json { print(String(decoding: bytes, as: UTF8.self), terminator: "") }
        } catch {
            throw ExitError(.unavailable, "there is no readable status at \(path): no promptd has worked on this inbox")
        }
        if !self.json { self.summarise(status) }
        if status["running"] == .bool(false) { throw ExitError(.unavailable, "the daemon has been stopped") }
        let age = Date().timeIntervalSince(StatusFile.heartbeat(in: status) ?? .distantPast)
        if age > StatusFile.staleAfter {
            throw ExitError(.unavailable, "the last sign of life is \(Int(age)) s old: the daemon does not run")
        }
    }

    private func summarise(_ status: JSONValue) {
        // Names and messages come from others, and a terminal does what it reads.
        func line(_ text: String, _ indent: String = "") { print(indent + SingleLine.text(text, limit: 1000)) }
        line(status["status"]?.stringValue ?? "unknown")
        if let spend = status["spend_today"] { line("today: \(Self.spend(spend))", "  ") }
        for job in Self.elements(status["jobs"]) {
            line("\(job["name"]?.stringValue ?? "?"): \(job["doing"]?.stringValue ?? "?")", "  ")
        }
        if case .object(let notes) = status["not_taken"] {
            for note in notes { line("not taken: \(note.name): \(note.value.stringValue ?? "")", "  ") }
        }
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

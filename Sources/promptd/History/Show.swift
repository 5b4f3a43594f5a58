import ArgumentParser
import Foundation
import PromptControl
import PromptCore

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows all that is known of a prompt's last job, or of a job.",
        discussion: "Exit code 65: nothing is known of it."
    )

    @Argument(
        help:
            "The prompt's name in the inbox, such as sunset or campaign/hero.prompt.json, a job's id, or a prompt's own.",
        completion: NameCompletion.kind(.any)
    )
    var name: String

    @Flag(help: "Print one JSON document.")
    var json = false

    @OptionGroup(title: "Settings")
    var options: ShowOptions

    func run() async throws {
        do throws(ExitError) {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let wanted = try FolderCommand.path(self.name, inbox: settings.text(.inbox)).description
            let source = try await settings.history()
            guard let detail = try await source.detail(DetailQuery(wanted)) else {
                throw ExitError(.badData, "nothing is known of \(wanted), as a prompt, a job or a prompt's own id")
            }
            if self.json { return try Terminal.printAnswer(detail) }
            Terminal.complain("from \(source.description)")
            let lines = HistoryLines(calendar: HistoryDays(try settings.dayZone()).calendar)
            for line in DetailLines(detail, lines).all { try Terminal.print(line) }
        } catch {
            throw error.exit()
        }
    }
}

import ArgumentParser
import Foundation
import PromptControl
import PromptCore

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists jobs, newest first: what became of them, and what they cost.",
        discussion: """
            A job counts for the day on which it was sent, or was claimed if nothing was charged: what is listed for a day adds \
            up to what the caps have counted. USD is the actual cost, or the estimate until the API has named it; ? where no \
            price is known. The folder of the setting state is given as --state-folder here.
            """
    )

    /// Jobs that are not over, as `--state` calls them.
    private static let underWay = "underway"

    @Option(
        help: ArgumentHelp(
            "Only jobs in this state, also given several times: \(Self.stateNames.joined(separator: ", ")).",
            valueName: "state"
        ),
        completion: .list(Self.stateNames)
    )
    var state: [String] = []

    @Option(help: ArgumentHelp("From this day on, such as 2026-11-30.", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("Up to this day; it counts.", valueName: "day"))
    var until: String?

    @Flag(help: "Only today.")
    var today = false

    @Option(help: "Only prompts in this folder of the inbox and those below it.")
    var folder: String?

    @Option(help: "Only prompts with this label: a name, or name=value.")
    var label: String?

    @Option(help: ArgumentHelp("Only prompts whose files were this user's.", valueName: "user"))
    var droppedBy: String?

    @Option(help: "Only prompts with these words in their name or text.")
    var text: String?

    @Option(help: "Only this model.")
    var model: String?

    @Option(help: ArgumentHelp("Only jobs that have cost at least so much.", valueName: "dollars"))
    var minUsd: String?

    @Option(help: "The most jobs to list.")
    var limit = 100

    @OptionGroup
    var form: HistoryForm

    @OptionGroup(title: "Settings")
    var options: HistoryOptions

    static var stateNames: [String] { JobState.Name.allCases.map(\.rawValue) + [Self.underWay] }

    func validate() throws {
        guard (1...100_000).contains(self.limit) else { throw ValidationError("--limit is from 1 to 100000.") }
        if self.today && (self.since != nil || self.until != nil) {
            throw ValidationError("Give --today, or --since and --until.")
        }
    }

    func run() async throws {
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let days = HistoryDays(try settings.dayZone())
            let query = try self.query(days)
            let printer = ListPrinter(
                source: try await settings.history(),
                form: self.form,
                lines: HistoryLines(calendar: days.calendar)
            )
            try await printer.show(query, limit: self.limit)
        } catch {
            throw error.exit()
        }
    }

    private func query(_ days: HistoryDays) throws(ExitError) -> HistoryQuery {
        var query = HistoryQuery()
        for text in self.state { query.states += try Self.states(text) }
        (query.since, query.until) = self.today ? days.today(Date()) : try days.span(self.since, self.until)
        query.folder = self.folder.map { $0.split(separator: "/").joined(separator: "/") }
        if query.folder?.isEmpty == true || query.folder == "." { query.folder = nil }
        (query.text, query.droppedBy) = (self.text, self.droppedBy)
        query.model = self.model
        if let text = self.label {
            guard let label = HistoryLabel(text) else {
                throw ExitError(.badData, "--label is \"\(text)\"; give a name, or name=value")
            }
            query.label = label
        }
        if let text = self.minUsd {
            guard let least = Double(text).flatMap({ USD(dollars: $0) }) else {
                throw ExitError(.badData, "--min-usd is \"\(text)\"; give an amount in US dollars, such as 0.50")
            }
            query.leastCost = least
        }
        return query
    }

    private static func states(_ text: String) throws(ExitError) -> [JobState.Name] {
        if text == Self.underWay { return JobState.Name.allCases.filter { !$0.isEnd } }
        guard let state = JobState.Name(rawValue: text) else {
            let folder = text.contains("/") ? "; a folder is given as --state-folder here" : ""
            let names = Self.stateNames.joined(separator: ", ")
            throw ExitError(.badData, "--state is \"\(text)\"; it must be one of \(names)\(folder)")
        }
        return [state]
    }
}

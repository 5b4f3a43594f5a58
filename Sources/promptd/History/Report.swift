import ArgumentParser
import Foundation
import PromptControl
import PromptCore

extension SpendingGroup: ExpressibleByArgument {}

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sums up what was made and spent.",
        discussion: """
            A job counts for the day on which it was sent, or was claimed if nothing was charged, in the zone of the setting \
            time-zone. Images are those that were billed or may have been; USD is the actual cost, or the estimate until the \
            API has named it. What has been forgotten (keep-history) is in no sum.
            """
    )

    @Option(help: "What a row is: day, month, folder, label or model. A job with two labels counts in both rows.")
    var by = SpendingGroup.day

    @Option(help: ArgumentHelp("From this day on, such as 2026-11-30.", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("Up to this day; it counts.", valueName: "day"))
    var until: String?

    @OptionGroup
    var form: HistoryForm

    @OptionGroup(title: "Settings")
    var options: JournalOptions

    func run() async throws {
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let zone = try settings.dayZone()
            let span = try HistoryDays(zone).span(self.since, self.until)
            let source = try await settings.history()
            let report = try await source.report(
                SpendingQuery(by: self.by, since: span.since, until: span.until, timeZone: zone.identifier)
            )
            if self.form.json { return try Terminal.printAnswer(report) }
            Terminal.complain("from \(source.description)")
            if self.form.csv {
                for record in ReportLines(report).records { try Terminal.printRecords(CSV.record(record)) }
            } else {
                for line in ReportLines(report).table { try Terminal.print(line) }
            }
        } catch {
            throw error.exit()
        }
    }
}

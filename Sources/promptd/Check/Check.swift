import ArgumentParser
import Foundation
import PromptCore

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks prompt files, and shows what would be sent and what it would cost.",
        discussion: """
            Files with many prompts (x.prompts.csv, .ndjson, .jsonl, .txt) and prompts that stand for many (promptd.takes, \
            seeds, each) are told prompt by prompt. The exit code is 65 if any prompt is wrong.
            """
    )

    @Argument(help: "Prompt files.", completion: .file(extensions: ["json", "csv", "ndjson", "jsonl", "txt"]))
    var files: [String]

    @Flag(help: "Do not ask the API for anything.")
    var offline = false

    @Flag(help: "Print one JSON document.")
    var json = false

    @OptionGroup(title: "Settings")
    var options: CheckOptions

    func run() async throws {
        do {
            let environment = ProcessInfo.processInfo.environment
            let settings = try self.options.settings(environment: environment)
            let shelf = ModelShelf(settings, environment, isQuiet: true)
            var reading = try CheckReading(settings, shelf, isOffline: self.offline)
            var prices = CheckPrices(settings, environment, isOffline: self.offline)
            var checked: [(file: CheckedFile, sum: CheckSum)] = []
            var whole = CheckSum()
            for name in self.files {
                let file = await reading.file(name)
                let sum = await prices.sum(file.good)
                if !self.json { try Self.show(file, sum) }
                whole.add(sum)
                checked.append((file, sum))
            }
            if self.json {
                try Terminal.printDocument(CheckDocument.json(checked, whole).pretty())
            } else if checked.count > 1 {
                try Terminal.print(CheckLines.sum(checked.map(\.file), whole))
            }
            let (count, wrong) = checked.reduce((0, 0)) { ($0.0 + $1.file.count, $0.1 + $1.file.wrong) }
            if wrong > 0 { throw ExitError(.badData, "\(wrong) of \(CheckLines.prompts(count)) cannot be used") }
        } catch let exitError as ExitError {
            throw exitError.exit()
        }
    }

    private static func show(_ file: CheckedFile, _ sum: CheckSum) throws(ExitError) {
        for line in CheckLines.lines(file, sum) { try Terminal.print(line) }
        if let first = file.good.first { try Terminal.printDocument(first.input.pretty()) }
    }
}

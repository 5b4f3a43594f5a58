import ArgumentParser
import Foundation
import Logging
import PromptCore
import PromptFiles
import RunComfy

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks prompt files, and shows what would be sent and what it would cost."
    )

    @Argument(help: "Prompt files.", completion: .file(extensions: ["json"]))
    var files: [String]

    @Flag(help: "Do not ask the API for the price.")
    var offline = false

    @OptionGroup(title: "Settings")
    var options: CheckOptions

    func run() async throws {
        do {
            let environment = ProcessInfo.processInfo.environment
            let settings = try self.options.settings(environment: environment)
            var rules = try settings.rules()
            let shelf = ModelShelf(settings, environment, isQuiet: true)
            rules.catalog = shelf.catalog
            var bad = 0
            for file in self.files {
                let bytes = try self.read(file)
                if !self.offline, let model = bytes.flatMap({ Prompt.model(of: $0, rules: rules) }) {
                    rules.catalog = await shelf.catalog(rules.catalog, with: model)
                }
                guard let bytes, let prompt = try self.check(file, bytes, rules) else {
                    bad += 1
                    continue
                }
                let price = await self.price(prompt, settings, environment)
                try self.show(file, prompt, price)
            }
            if bad > 0 { throw ExitError(.badData, "\(bad) of \(self.files.count) prompts cannot be used") }
        } catch let exitError as ExitError {
            throw exitError.exit()
        }
    }

    /// - Returns: `nil` if it cannot be, which has been said.
    private func read(_ file: String) throws(ExitError) -> [UInt8]? {
        let name = SingleLine.text(file)
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: file))
        } catch {
            let reason = SystemReason.text(error)
            try Terminal.print("\(name): cannot be read: \(reason)")
            return nil
        }
        guard bytes.count <= InboxFolder.largestPrompt else {
            try Terminal.print("\(name): has \(bytes.count) bytes; at most 1 MiB is read")
            return nil
        }
        return Array(bytes)
    }

    private func check(_ file: String, _ bytes: [UInt8], _ rules: PromptRules) throws(ExitError) -> Prompt? {
        let name = SingleLine.text(file)
        let rejection: Rejection
        do {
            return try Prompt.decode(bytes, rules: rules)
        } catch {
            rejection = error
        }
        for problem in rejection.problems {
            try Terminal.print("\(name): \(Self.line(problem))\n  \(problem.hint)")
        }
        if let suggestion = rejection.suggestion {
            try Terminal.print("  this would work as the whole file: \(suggestion)")
        }
        return nil
    }

    /// What is wrong, with the member's name, once.
    static func line(_ problem: Rejection.Problem) -> String {
        let isNamed = problem.member == "$" || problem.message.contains(problem.member)
        return isNamed ? problem.message : "\(problem.member): \(problem.message)"
    }

    private func show(_ file: String, _ prompt: Prompt, _ price: String) throws(ExitError) {
        let size = prompt.imageSize.map { ", \($0.width)x\($0.height)" } ?? ""
        try Terminal.print(
            "\(SingleLine.text(file)): ok, \(prompt.imageCount) image\(prompt.imageCount == 1 ? "" : "s")\(size), \(price)"
        )
        if !file.lowercased().hasSuffix(".prompt.json") {
            try Terminal.print("  note: in the inbox its name must end in .prompt.json")
        }
        for warning in prompt.warnings { try Terminal.print("  note: \(warning)") }
        try Terminal.print("POST /v1/models/\(prompt.model)")
        try Terminal.printDocument(prompt.input.pretty())
    }

    private func price(_ prompt: Prompt, _ settings: Settings, _ environment: [String: String]) async -> String {
        guard !self.offline else { return "price not asked for" }
        do {
            let endpoint = try settings.endpoint()
            // Nothing is wrong with the prompt for that.
            guard try endpoint.isLoopback || TokenSource.find(environment: environment) != nil else {
                return "price unknown, since there is no API token to ask for it"
            }
            let proxy = try ProxyVariables.proxy(for: endpoint, environment: environment)
            let found = try Run.token(environment, endpoint)
            if let warning = found.warning { Terminal.complain("promptd: \(warning)") }
            let price = try await withRunComfyClient(
                endpoint: endpoint,
                token: found.token,
                timeouts: try settings.timeouts(),
                proxy: proxy,
                logger: Logger(label: "check")
            ) {
                try await $0.model(prompt.model).price
            }
            guard let price else { return "price unknown: the catalog names none" }
            guard let estimate = price.estimate(images: prompt.imageCount) else {
                return "\(price.base) USD per \(price.unit)"
            }
            return "about \(estimate) USD"
        } catch let exitError as ExitError {
            return "price unknown: \(exitError.message)"
        } catch let failure as APIError {
            return "price unknown: \(failure.message)"
        } catch {
            return "price unknown: \(error)"
        }
    }
}

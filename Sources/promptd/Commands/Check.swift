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
                let defaults = try self.defaults(for: file, settings)
                if !self.offline, let bytes, let defaults,
                    let model = Prompt.model(of: bytes, rules: rules, defaults: defaults)
                {
                    rules.catalog = await shelf.catalog(rules.catalog, with: model)
                }
                guard let bytes, let defaults, let prompt = try self.check(file, bytes, rules, defaults) else {
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

    /// - Returns: `nil` if they cannot be used, which has been said.
    private func defaults(for file: String, _ settings: Settings) throws(ExitError) -> FolderDefaults? {
        do throws(FileError) {
            return try CheckedFolder(of: file, inbox: settings.text(.inbox)).defaults() ?? FolderDefaults()
        } catch {
            try Terminal.print("\(SingleLine.text(file)): \(error)")
            return nil
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

    private func check(_ file: String, _ bytes: [UInt8], _ rules: PromptRules, _ defaults: FolderDefaults)
        throws(ExitError) -> Prompt?
    {
        let name = SingleLine.text(file)
        let rejection: Rejection
        do {
            return try Prompt.decode(bytes, rules: rules, defaults: defaults)
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
        try Terminal.print("\(SingleLine.text(file)): ok, \(Self.count(prompt))\(size), \(price)")
        if !file.lowercased().hasSuffix(".prompt.json") {
            try Terminal.print("  note: in the inbox its name must end in .prompt.json")
        }
        for warning in prompt.warnings { try Terminal.print("  note: \(warning)") }
        for input in prompt.files { try Terminal.print("  \(Self.files(input))") }
        try Terminal.print("POST /v1/models/\(prompt.model)")
        try Terminal.printDocument(prompt.input.pretty())
    }

    /// What is billed: `4 images`, `1 output of 5 seconds`.
    private static func count(_ prompt: Prompt) -> String {
        let thing = prompt.imageSize == nil && prompt.isCountKnown ? "output" : "image"
        let count = "\(prompt.imageCount) \(thing)\(prompt.imageCount == 1 ? "" : "s")"
        return count + (prompt.seconds.map { " of \($0.formatted(.number.grouping(.never))) seconds" } ?? "")
    }

    /// The files of one member, as the prompt names them.
    private static func files(_ input: FileInput) -> String {
        let names = input.values.map { value in
            switch value {
            case .address(let text), .path(let text): SingleLine.excerpt(text)
            case .beside: "the \(input.kind.rawValue) beside the prompt that has its name"
            }
        }
        return "\(SingleLine.excerpt(input.member)): \(names.joined(separator: ", "))"
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
            guard let estimate = prompt.estimate(price) else {
                return "\(price.base) USD per \(price.unit)"
            }
            // Other models cost more with what their members ask for.
            return "\(prompt.model == .seedreamSequential ? "about" : "from") \(estimate) USD"
        } catch let exitError as ExitError {
            return "price unknown: \(exitError.message)"
        } catch let failure as APIError {
            return "price unknown: \(failure.message)"
        } catch {
            return "price unknown: \(error)"
        }
    }
}

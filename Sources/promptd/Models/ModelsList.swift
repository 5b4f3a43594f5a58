import ArgumentParser
import Foundation
import PromptCore

struct ModelsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists models: id, what they cost from, whether they are allowed here, what they make, name.",
        discussion: """
            A price is a base: resolution, sound or length may raise it. Whether a model is allowed says the setting models.
            """
    )

    @Argument(help: "Words that the id, the name, a category or the description has; all of them.")
    var search: [String] = []

    @Option(help: "Only models of this category, such as text-to-image.")
    var category: String?

    @Flag(help: "Ask the API, however lately it was asked.")
    var refresh = false

    @Flag(help: "Print one JSON document.")
    var json = false

    @OptionGroup(title: "Settings")
    var options: ModelOptions

    func run() async throws {
        do throws(ExitError) {
            let environment = ProcessInfo.processInfo.environment
            let settings = try self.options.settings(environment: environment)
            let rules = try settings.rules()
            let shelf = try await ModelShelf(settings, environment).all(refresh: self.refresh)
            shelf.explain()
            let found = shelf.models.filter { self.isWanted($0.model) }
            let lines = ModelLines(rules)
            if self.json { return try Terminal.printDocument(lines.document(found).pretty()) }
            for line in lines.table(found.map(\.model)) { try Terminal.print(line) }
            if found.isEmpty { Terminal.complain("no model of \(shelf.models.count) is like that") }
        } catch {
            throw error.exit()
        }
    }

    private func isWanted(_ model: ModelDescription) -> Bool {
        let isOfCategory = self.category.map { wanted in
            model.categories.contains { $0.lowercased() == wanted.lowercased() }
        }
        let text = ([model.id.rawValue, model.displayName, model.summary] + model.categories).joined(separator: "\n")
        let folded = text.lowercased()
        return isOfCategory ?? true && self.search.allSatisfy { folded.contains($0.lowercased()) }
    }
}

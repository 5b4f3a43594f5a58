import ArgumentParser
import Foundation
import PromptCore

struct ModelsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows what a model takes, and what it costs from.",
        discussion: """
            The model may be given by its id, by its page's address, or by its name. With a slip in it, the nearest one is \
            shown, and said to be that.
            """
    )

    @Argument(help: ArgumentHelp("The model.", valueName: "id"), completion: ModelCompletion.kind)
    var model: String

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
            let shelf = try await ModelShelf(settings, environment).one(self.model, refresh: self.refresh)
            shelf.explain()
            guard let stored = shelf.models.first else {
                throw ExitError(
                    .badData,
                    "no model is called \(self.model), nor nearly so; promptd models lists all, promptd models WORD some"
                )
            }
            let lines = ModelLines(rules)
            if self.json { return try Terminal.printDocument(lines.document(stored).pretty()) }
            if stored.model.id.rawValue != self.model {
                Terminal.complain("\(self.model): the model's id is \(stored.model.id)")
            }
            for line in lines.details(stored.model) { try Terminal.print(line) }
        } catch {
            throw error.exit()
        }
    }
}

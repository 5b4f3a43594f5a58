import ArgumentParser

/// What a person chooses a model by.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Lists the models that the API has, or shows what one of them takes and costs.",
        discussion: """
            promptd models flux is promptd models list flux. What the API said is kept in the state folder, if it \
            is this user's own, and used for a day, and for longer while the API cannot be asked.
            """,
        subcommands: [ModelsList.self, ModelsShow.self],
        defaultSubcommand: ModelsList.self
    )
}

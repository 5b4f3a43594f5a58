import ArgumentParser

/// The commands on the secret that pays; none of them shows it.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Stores the API token for the service, tests it, or tells where it comes from.",
        subcommands: [TokenSet.self, TokenTest.self, TokenWhere.self]
    )
}

import ArgumentParser

/// Prints manual pages, and the journal's catalog of messages, that are made of what the commands and settings say about themselves: for the package, and not
/// among the commands that are shown.
struct Manual: ParsableCommand {
    enum Page: String, CaseIterable, ExpressibleByArgument {
        case commands = "promptd.1"
        case settings = "promptd.yaml.5"
        case messages = "promptd.catalog"
    }

    static let configuration = CommandConfiguration(abstract: "Prints a manual page.", shouldDisplay: false)

    @Argument(help: "Which one.")
    var page: Page

    func run() throws {
        let text: String
        switch self.page {
        case .commands: text = try ManualOfCommands(dump: Array(Promptd._dumpHelp().utf8)).page.text
        case .settings: text = ManualOfSettings().page.text
        case .messages: text = MessageCatalog.text
        }
        do {
            try Terminal.print(text)
        } catch {
            throw error.exit()
        }
    }
}

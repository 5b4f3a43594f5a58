import ArgumentParser

/// Prints manual pages that are made of what the commands and settings say about themselves: for the package, and not
/// among the commands that are shown.
struct Manual: ParsableCommand {
    enum Page: String, CaseIterable, ExpressibleByArgument {
        case commands = "promptd.1"
        case settings = "promptd.yaml.5"
    }

    static let configuration = CommandConfiguration(abstract: "Prints a manual page.", shouldDisplay: false)

    @Argument(help: "Which one.")
    var page: Page

    func run() throws {
        let page: ManualPage
        switch self.page {
        case .commands:
            page = try ManualOfCommands(dump: Array(Promptd._dumpHelp().utf8)).page
        case .settings:
            page = ManualOfSettings().page
        }
        do {
            try Terminal.print(page.text)
        } catch {
            throw error.exit()
        }
    }
}

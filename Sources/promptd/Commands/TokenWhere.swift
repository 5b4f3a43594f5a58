import ArgumentParser
import Foundation
import PromptCore

struct TokenWhere: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "where",
        abstract: "Tells where the token comes from, here and for the service.",
        discussion: "It shows nothing of the token. Exit code 78: there is none."
    )

    func run() throws {
        do {
            try self.tell(ProcessInfo.processInfo.environment)
        } catch {
            throw error.exit()
        }
    }

    private func tell(_ environment: [String: String]) throws(ExitError) {
        let here = try TokenSource.find(environment: environment)
        if let here {
            try Terminal.print("here: \(here.place)")
            if let warning = here.warning { Terminal.complain("promptd: \(warning)") }
        }
        let hasStore = FileManager.default.fileExists(atPath: TokenSource.store)
        if hasStore { try Terminal.print("the service: \(TokenSource.store)") }
        guard here != nil || hasStore else { throw TokenSource.missing }
    }
}

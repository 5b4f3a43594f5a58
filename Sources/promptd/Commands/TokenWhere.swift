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
        let stores = [(TokenSource.store, ""), (TokenSource.encryptedStore, " (encrypted)")]
            .filter { FileManager.default.fileExists(atPath: $0.0) }
        for (path, note) in stores { try Terminal.print("the service: \(path)\(note)") }
        guard here != nil || !stores.isEmpty else { throw TokenSource.missing }
    }
}

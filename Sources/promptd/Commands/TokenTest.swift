import ArgumentParser
import Foundation
import PromptCore
import RunComfy

struct TokenTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Asks the API whether it takes the token.",
        discussion: """
            The token is the one that `promptd run` would use here, or else the one stored for the service, which root alone \
            can read. Exit codes: 0 it does, 75 it could not be asked, 77 it does not, 78 there is none.
            """
    )

    @OptionGroup(title: "Settings")
    var options: TokenOptions

    func run() async throws {
        do {
            try await self.test(ProcessInfo.processInfo.environment)
        } catch {
            throw error.exit()
        }
    }

    private static func token(_ environment: [String: String]) async throws(ExitError) -> TokenSource.Found {
        if let found = try TokenSource.find(environment: environment) { return found }
        if let found = try await TokenSource.stored() { return found }
        throw TokenSource.missing
    }

    private func test(_ environment: [String: String]) async throws(ExitError) {
        let settings = try self.options.settings(environment: environment)
        let endpoint = try settings.endpoint()
        let found = try await Self.token(environment)
        if let warning = found.warning { Terminal.complain("promptd: \(warning)") }
        switch try await TokenTrial.run(found.token, settings, environment: environment) {
        case .taken:
            try Terminal.print("The API at \(endpoint) takes the token from \(found.place).")
        case .refused(let why):
            throw ExitError(
                .noPermission,
                "the API at \(endpoint) does not take the token from \(found.place): \(why)"
            )
        case .unknown(let why):
            throw ExitError(.tryAgain, "the API at \(endpoint) could not be asked: \(why)")
        }
    }
}

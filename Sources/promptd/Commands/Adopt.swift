import ArgumentParser
import Foundation
import PromptCore
import PromptFiles

struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Collects a request that was found on the vendor's page for a prompt that ended as unconfirmed.",
        discussion: """
            Nothing is sent and nothing more is charged: the images of the request are fetched and delivered as the prompt's. \
            It leaves NAME.adopt.json in the inbox, as any program could; the daemon takes it from there, at once or when it \
            is started. If it cannot be, NAME.adopt.error.json says why.
            """
    )

    @Argument(help: "The prompt's name in the inbox, such as sunset or campaign/hero.")
    var name: String

    @Argument(help: "The request's id, as the vendor's page shows it.")
    var requestID: String

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    func run() async throws {
        do {
            let settings = try Settings(self.options, environment: ProcessInfo.processInfo.environment)
            try await self.adopt(try FolderCommand(self.name, settings: settings))
        } catch {
            throw error.exit()
        }
    }

    private func adopt(_ command: FolderCommand) async throws(ExitError) {
        guard let requestID = RequestID(self.requestID) else {
            throw ExitError(.badData, "\"\(self.requestID)\" cannot be a request's id; copy it from the vendor's page")
        }
        let folder = try command.folder()
        let (isFailed, isExplained) = (try command.has(.failed, in: folder), try command.has(.error, in: folder))
        guard isFailed || isExplained else {
            let file = command.path.fileName(.failed)
            throw ExitError(
                .badData,
                "there is no \(file) in \(folder.path): only a prompt that has failed can adopt a request"
            )
        }
        let refusal = command.path.adoption.fileName(.error)
        let file = command.path.fileName(.adopt)
        try command.trying { () throws(FileError) in
            try folder.remove(refusal)
            try folder.replace(file, with: Adoption.bytes(requestID), .all)
        }
        let refused: [UInt8]?? = try await command.answer { () throws(ExitError) -> [UInt8]?? in
            try command.trying { () throws(FileError) -> [UInt8]?? in
                guard try folder.status(file) == nil else { return nil }
                guard try folder.status(refusal) != nil else { return .some(nil) }
                return try folder.read(refusal, limit: 1 << 20).bytes
            }
        }
        switch refused {
        case nil:
            try Terminal.print("\(file) is in the inbox; the daemon takes it from there when it runs")
        case .some(nil):
            try Terminal.print("adopted; the result appears in the outbox as soon as it is fetched")
        case .some(.some(let explanation)):
            throw ExitError(.badData, Self.message(in: explanation))
        }
    }

    private static func message(in explanation: [UInt8]) -> String {
        do {
            return try JSONValue.parse(explanation)["error"]?["message"]?.stringValue ?? "it was not adopted"
        } catch {
            return "it was not adopted"
        }
    }
}

import ArgumentParser
import Foundation
import PromptControl
import PromptCore
import PromptFiles

struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Collects a request that was found on the vendor's page for a prompt that ended as unconfirmed.",
        discussion: """
            Nothing is sent and nothing more is charged: the images of the request are fetched and delivered as the prompt's. \
            The daemon is asked, and puts NAME.adopt.json into the inbox, as any program could; where none answers, the \
            command does that itself, and a daemon takes it from there, at once or when it is started. If it cannot be, \
            NAME.adopt.error.json says why.

            Exit codes: 0 adopted; 65 it cannot be, or no prompt of that name has failed; 75 not decided yet: the wish stands \
            in the inbox.
            """
    )

    @Argument(
        help: "The prompt's name in the inbox, such as sunset or campaign/hero.",
        completion: NameCompletion.kind(.failed)
    )
    var name: String

    @Argument(help: "The request's id, as the vendor's page shows it.")
    var requestID: String

    @OptionGroup(title: "Settings")
    var options: GestureOptions

    func run() async throws {
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let path = try FolderCommand.path(self.name, inbox: settings.text(.inbox))
            let requestID = try FolderCommand.requestID(self.requestID)
            try Self.tell(await Self.adopt(path, requestID, settings), path)
        } catch {
            throw error.exit()
        }
    }

    private static func adopt(
        _ path: PromptPath,
        _ requestID: RequestID,
        _ settings: Settings
    ) async throws(ExitError) -> ControlAnswer.Adoption {
        let question = ControlRequest.adopt(name: path.description, request: requestID.rawValue)
        switch try await GestureCall.ask(question, settings) {
        case .adopt(let answer): return answer
        case nil: break
        default: throw ControlCall.strange
        }
        let command = try FolderCommand(path, settings: settings)
        let isGiven = try command.trying { () throws(FileError) in
            try command.inbox.giveAdoption(command.path, of: requestID)
        }
        guard isGiven else { return .notFailed }
        let end = try await command.answer { () throws(FileError) in try command.inbox.adoptionEnd(command.path) }
        switch end {
        case .adopted: return .adopted
        case .refused(let explanation): return .refused(why: FolderCommand.message(in: explanation))
        case nil: return .undecided
        }
    }

    private static func tell(_ answer: ControlAnswer.Adoption, _ path: PromptPath) throws(ExitError) {
        switch answer {
        case .adopted: try Terminal.print("adopted; the result appears in the outbox as soon as it is fetched")
        case .refused(let why): throw ExitError(.badData, why)
        case .undecided:
            throw ExitError(
                .tryAgain,
                "not decided yet: \(path.fileName(.adopt)) is in the inbox, where a promptd that runs follows it"
            )
        case .notFailed:
            throw ExitError(
                .badData,
                "there is no \(path.fileName(.failed)) in the inbox: only a prompt that has failed can adopt a request"
            )
        }
    }
}

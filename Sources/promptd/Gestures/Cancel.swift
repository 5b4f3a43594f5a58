import ArgumentParser
import Foundation
import PromptControl
import PromptCore
import PromptFiles

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancels a prompt: free before it is submitted or while it is queued at the API.",
        discussion: """
            Asks the daemon, which renames NAME.prompt.json or NAME.working.json to NAME.cancel.json, as anybody can on the \
            share; where none answers, the command renames it itself. What has begun to be generated is charged anyway, so it \
            is delivered as usual.

            Exit codes: 0 cancelled, and nothing is charged; 3 too late; 65 there is nothing of that name to cancel; 75 not \
            decided yet: the wish stands in the inbox.
            """
    )

    @Argument(
        help: "The prompt's name in the inbox, such as sunset or campaign/hero.",
        completion: NameCompletion.kind(.underWay)
    )
    var name: String

    @OptionGroup(title: "Settings")
    var options: GestureOptions

    func run() async throws {
        var isInTime = true
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let path = try FolderCommand.path(self.name, inbox: settings.text(.inbox))
            isInTime = try Self.tell(await Self.cancel(path, settings), path)
        } catch {
            throw error.exit()
        }
        if !isInTime { throw ExitCode(ExitError.Code.incomplete.rawValue) }
    }

    private static func cancel(
        _ path: PromptPath,
        _ settings: Settings
    ) async throws(ExitError) -> ControlAnswer.Cancellation {
        switch try await GestureCall.ask(.cancel(name: path.description), settings) {
        case .cancel(let answer): return answer
        case nil: break
        default: throw ControlCall.strange
        }
        let command = try FolderCommand(path, settings: settings)
        let given = try command.trying { () throws(FileError) in try command.inbox.giveCancel(command.path) }
        guard let given else {
            let names = "\(command.path.fileName(.prompt)) or \(command.path.fileName(.working))"
            throw ExitError(
                .badData,
                "there is no \(names) in \(command.place): it is over already, or was never there"
            )
        }
        let end = try await command.answer { () throws(FileError) in
            try command.inbox.cancelEnd(given, command.path)
        }
        switch end {
        case .cancelled: return .unsent
        case .goesOn: return .tooLate
        case .gone: return .delivered(folder: nil)
        case .failed: return .failed
        case nil: return .undecided
        }
    }

    /// - Returns: `false` if the wish came too late.
    private static func tell(_ answer: ControlAnswer.Cancellation, _ path: PromptPath) throws(ExitError) -> Bool {
        switch answer {
        case .unsent:
            try Terminal.print("cancelled, and nothing is charged")
            return true
        case .cancelledAtAPI:
            try Terminal.print("cancelled at the API before it began, and nothing is charged")
            return true
        case .tooLate: try Terminal.print("too late: it has begun, is charged, and will be delivered")
        case .delivered(let folder):
            let place = folder.map { " to \($0)" } ?? ""
            try Terminal.print("too late: it is charged, and has been delivered\(place)")
        case .failed:
            let explanation = path.fileName(.error)
            try Terminal.print("too late: it has failed; \(explanation) says why, and what is charged")
        case .undecided:
            throw ExitError(
                .tryAgain,
                "not decided yet: \(path.fileName(.cancel)) is in the inbox, where a promptd that runs follows it"
            )
        case .over(let end, let folder):
            let place = folder.map { " to \($0)" } ?? ""
            throw ExitError(.badData, "\(path) cannot be cancelled: it is over already (\(end)\(place))")
        case .unknown:
            throw ExitError(.badData, "there is no prompt \(path): promptd knows of none, and none is in the inbox")
        }
        return false
    }
}

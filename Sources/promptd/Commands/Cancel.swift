import ArgumentParser
import Foundation
import PromptCore
import PromptFiles

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancels a prompt: free before it is submitted or while it is queued at the API.",
        discussion: """
            Renames NAME.prompt.json or NAME.working.json to NAME.cancel.json, as anybody can on the share. What has begun to \
            be generated is charged anyway, so it is delivered as usual.
            """
    )

    @Argument(help: "The prompt's name in the inbox, such as sunset or campaign/hero.")
    var name: String

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    func run() async throws {
        do {
            let settings = try Settings(self.options, environment: ProcessInfo.processInfo.environment)
            try await self.cancel(try FolderCommand(self.name, settings: settings))
        } catch {
            throw error.exit()
        }
    }

    /// What has become of the file that was renamed.
    private enum Outcome {
        case cancelled, tooLate, delivered, failed
    }

    private func cancel(_ command: FolderCommand) async throws(ExitError) {
        let folder = try command.folder()
        let file = try self.rename(command, folder)
        let commandFile = command.path.fileName(.cancel)
        let outcome = try await command.answer { () throws(ExitError) -> Outcome? in
            if try command.has(.cancel, in: folder) { return nil }
            return try command.trying { () throws(FileError) in try Self.outcome(of: file, in: folder) }
        }
        switch outcome {
        case .cancelled: try Terminal.print("cancelled, and nothing is charged")
        case .tooLate: try Terminal.print("too late: it has begun, is charged, and will be delivered")
        case .delivered: try Terminal.print("too late: it is charged, and has been delivered")
        case .failed:
            let explanation = command.path.fileName(.error)
            try Terminal.print("too late: it has failed; \(explanation) says why, and what is charged")
        case nil: try Terminal.print("\(commandFile) is in the inbox; the daemon takes it from there when it runs")
        }
    }

    /// Gives the command, whichever name the prompt has at the moment.
    ///
    /// - Returns: the file whose name is the command now.
    private func rename(_ command: FolderCommand, _ folder: OpenDirectory) throws(ExitError) -> FileStatus {
        // Twice: the daemon may claim it between the look and the renaming.
        for state in [PromptFileState.working, .prompt, .working] {
            guard let file = try command.status(state, in: folder) else { continue }
            do {
                try folder.rename(command.path.fileName(state), to: command.path.fileName(.cancel), repairing: true)
                return file
            } catch let error where error.kind == .missing {
                continue
            } catch {
                throw ExitError(.inputOutput, error.description)
            }
        }
        let names = "\(command.path.fileName(.prompt)) or \(command.path.fileName(.working))"
        throw ExitError(.badData, "there is no \(names) in \(folder.path): it is over already, or was never there")
    }

    /// Looks for the file itself: another one may have any of its names by now.
    private static func outcome(of file: FileStatus, in folder: OpenDirectory) throws(FileError) -> Outcome {
        for name in try folder.entries() {
            guard case .file(_, let state) = InboxName(name), let found = try folder.status(name),
                found.isSameFile(as: file)
            else { continue }
            switch state {
            case .cancelled: return .cancelled
            case .failed: return .failed
            case .working: return .tooLate
            case .prompt, .cancel, .error, .adopt, .repeat: continue
            }
        }
        return .delivered
    }
}

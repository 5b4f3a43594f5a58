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
            let settings = try await Settings(self.options, environment: ProcessInfo.processInfo.environment)
            try await self.cancel(try Gesture(self.name, settings: settings))
        } catch {
            throw error.exit()
        }
    }

    private enum Outcome {
        case cancelled, tooLate, over
    }

    private func cancel(_ gesture: Gesture) async throws(Complaint) {
        let folder = try gesture.folder()
        let wish = gesture.path.fileName(.cancel)
        let status = try self.rename(gesture, folder)
        let outcome = try await gesture.answer { () throws(Complaint) -> Outcome? in
            if try gesture.has(.cancel, in: folder) { return nil }
            if try gesture.has(.working, in: folder) { return .tooLate }
            let isCancelled = try gesture.trying { () throws(FileFailure) in try Self.isCancelled(status, folder) }
            return isCancelled ? .cancelled : .over
        }
        switch outcome {
        case .cancelled: print("cancelled, and nothing is charged")
        case .tooLate: print("too late: it has begun, is charged, and will be delivered")
        case .over: print("too late: it is over; look into the outbox, or for \(gesture.path.fileName(.error))")
        case nil: print("\(wish) is in the inbox; the daemon takes it from there when it runs")
        }
    }

    /// Makes the wish, whichever name the prompt has at the moment.
    private func rename(_ gesture: Gesture, _ folder: OpenDirectory) throws(Complaint) -> FileStatus? {
        let wish = gesture.path.fileName(.cancel)
        // Twice: the daemon may claim it between the look and the renaming.
        for state in [PromptFileState.working, .prompt, .working] where try gesture.has(state, in: folder) {
            do {
                try folder.rename(gesture.path.fileName(state), to: wish)
                return try folder.status(wish)
            } catch let error where error.kind == .missing {
                continue
            } catch {
                throw Complaint(.inputOutput, error.description)
            }
        }
        let names = "\(gesture.path.fileName(.prompt)) or \(gesture.path.fileName(.working))"
        throw Complaint(.badData, "there is no \(names) in \(folder.path): it is over already, or was never there")
    }

    /// Whether the file that was the wish has a cancelled name now.
    private static func isCancelled(_ wish: FileStatus?, _ folder: OpenDirectory) throws(FileFailure) -> Bool {
        guard let wish else { return false }
        for name in try folder.entries() {
            guard case .file(_, .cancelled) = InboxName(name) else { continue }
            if try folder.status(name)?.isSameFile(as: wish) == true { return true }
        }
        return false
    }
}

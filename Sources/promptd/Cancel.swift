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
        case cancelled, tooLate
    }

    private func cancel(_ gesture: Gesture) async throws(Complaint) {
        let folder = try gesture.folder()
        let state: PromptFileState = try gesture.has(.working, in: folder) ? .working : .prompt
        guard try gesture.has(state, in: folder) else {
            let names = "\(gesture.path.fileName(.prompt)) or \(gesture.path.fileName(.working))"
            throw Complaint(.badData, "there is no \(names) in \(folder.path): it is over already, or was never there")
        }
        let wish = gesture.path.fileName(.cancel)
        try gesture.trying { () throws(FileFailure) in try folder.rename(gesture.path.fileName(state), to: wish) }
        let outcome = try await gesture.answer { () throws(Complaint) -> Outcome? in
            if try gesture.has(.cancel, in: folder) { return nil }
            return try gesture.has(.working, in: folder) ? .tooLate : .cancelled
        }
        switch outcome {
        case .cancelled: print("cancelled, and nothing is charged")
        case .tooLate: print("too late: it has begun, is charged, and will be delivered")
        case nil: print("\(wish) is in the inbox; the daemon takes it from there when it runs")
        }
    }
}

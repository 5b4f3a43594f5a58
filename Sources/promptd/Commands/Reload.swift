import ArgumentParser
import Foundation
import PromptControl

struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Has the running daemon read its settings again.",
        discussion: """
            It waits until they are in force. Exit code 78: something is wrong with them, and all is as it was; 69: no daemon.
            """
    )

    @OptionGroup(title: "Settings")
    var options: DaemonOptions

    func run() async throws {
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            try self.tell(await ControlCall(settings).reload())
        } catch {
            throw error.exit()
        }
    }

    private func tell(_ answer: ControlAnswer.Reload) throws(ExitError) {
        guard answer.problems.isEmpty else {
            for problem in answer.problems.dropLast() { Terminal.complain("promptd: \(problem)") }
            throw ExitError(.configuration, "\(answer.problems.last ?? ""); all settings stay as they were")
        }
        if !answer.changed.isEmpty { try Terminal.print("in force: \(answer.changed.joined(separator: ", "))") }
        if !answer.waiting.isEmpty {
            try Terminal.print("after a restart: \(answer.waiting.joined(separator: ", "))")
        }
        if answer.changed.isEmpty, answer.waiting.isEmpty { try Terminal.print("nothing has changed") }
    }
}

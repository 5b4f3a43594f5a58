import ArgumentParser
import PromptFiles

@main
struct Promptd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promptd",
        abstract: "Turns prompt files dropped into a folder into folders of images.",
        discussion: """
            Drop sunset.prompt.json into the inbox, and outbox/sunset/ appears with the images and metadata.json.

            Exit codes: 0 done, 3 too late to cancel or prompts have failed, 64 wrong usage, 65 bad prompt, 69 no daemon, 74 input/output error, 75 try again later, \
            77 wrong token, 78 wrong configuration.
            """,
        version: Version.current,
        subcommands: [
            Run.self, Init.self, Check.self, ModelsCommand.self, Status.self, List.self, Show.self, Report.self,
            Adopt.self, Cancel.self, Reload.self,
            Backup.self, Restore.self, TokenCommand.self, Doctor.self, SandboxCommand.self, Manual.self,
        ]
    )

    /// Prints a completion script for bash, where whatever has no names of its own is completed as a file; then ends.
    ///
    /// For anything else it does nothing.
    private static func printScript(_ text: String) {
        let last = "complete -o filenames -F"
        guard text.hasPrefix("#!/bin/bash"), text.contains(last) else { return }
        do {
            try Terminal.write(Array((text.replacing(last, with: "complete -o default -o filenames -F") + "\n").utf8))
        } catch {
            self.exit(withError: error.exit())
        }
        self.exit()
    }

    /// As the library has it, but that what it says of wrong usage goes through ``Terminal``: it repeats what was given, and
    /// that may be names from a folder that others write to.
    static func main() async {
        Allocator.prepare()
        do {
            var command = try await self.asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let code = self.exitCode(for: error)
            guard code.isSuccess else {
                let message = self.fullMessage(for: error)
                if !message.isEmpty { Terminal.complain(message) }
                self.exit(withError: code)
            }
            self.printScript(self.fullMessage(for: error))
            // Help, the version: the program's own words.
            self.exit(withError: error)
        }
    }
}

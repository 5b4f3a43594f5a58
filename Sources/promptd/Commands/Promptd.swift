import ArgumentParser

@main
struct Promptd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promptd",
        abstract: "Turns prompt files dropped into a folder into folders of images.",
        discussion: """
            Drop sunset.prompt.json into the inbox, and outbox/sunset/ appears with the images and metadata.json.

            Exit codes: 0 done, 64 wrong usage, 65 bad prompt, 69 no daemon, 74 input/output error, 75 try again later, \
            77 wrong token, 78 wrong configuration.
            """,
        version: Version.current,
        subcommands: [Run.self, Check.self, Status.self, Adopt.self, Cancel.self, SandboxCommand.self]
    )
}

import ArgumentParser
import PromptCore
import Testing

@testable import promptd

/// Which settings the help of each command shows.
struct SettingChoiceTests {
    /// What each command has a use for; `run` and `doctor` read all of them.
    static let choices: [(command: any ParsableCommand.Type, settings: Set<SettingKey>)] = [
        (Run.self, Set(SettingKey.allCases)), (Doctor.self, Set(SettingKey.allCases)),
        (
            Check.self,
            [
                .inbox, .api, .state, .model, .models, .unknownModels, .countInText, .maxImages, .maxBatch,
                .connectTimeout, .callTimeout,
            ]
        ),
        (ModelsList.self, [.api, .state, .model, .models, .connectTimeout, .callTimeout]),
        (ModelsShow.self, [.api, .state, .model, .models, .connectTimeout, .callTimeout]), (ModelsCommand.self, []),
        (Status.self, [.inbox, .state]), (Cancel.self, [.inbox, .state, .control]),
        (Adopt.self, [.inbox, .state, .control]),
        (Reload.self, [.state, .control]), (Backup.self, [.state, .control]),
        (Restore.self, [.state, .control, .timeZone]), (Report.self, [.state, .control, .timeZone]),
        // `--state` and `--model` choose jobs there.
        (promptd.List.self, [.control, .timeZone, .state, .model]), (Show.self, [.inbox, .state, .control, .timeZone]),
        (TokenSet.self, [.api]), (TokenTest.self, [.api]), (TokenWhere.self, []), (SandboxCommand.self, []),
        (Manual.self, []), (TokenCommand.self, []), (Init.self, []),
    ]

    /// The settings among the options of a command's help.
    private static func shown(_ command: any ParsableCommand.Type) -> Set<SettingKey> {
        let words = Set(
            command.helpMessage(columns: 200).split { $0.isWhitespace || "[]".contains($0) }.map(String.init)
        )
        return Set(SettingKey.allCases.filter { words.contains("--\($0.rawValue)") })
    }

    /// Catches help with settings that do nothing there, or without one that does.
    @Test(arguments: Self.choices.indices)
    func helpShowsWhatIsUsed(_ index: Int) {
        let (command, settings) = Self.choices[index]
        #expect(Self.shown(command) == settings, "\(command)")
    }

    /// Catches a command that nobody has looked at here.
    @Test
    func everyCommandIsListed() {
        let subcommands = Promptd.configuration.subcommands.flatMap { [$0] + $0.configuration.subcommands }
        #expect(Set(subcommands.map { "\($0)" }) == Set(Self.choices.map { "\($0.command)" }))
    }

    /// Catches an option that is shown and gives nothing, or gives another setting.
    @Test(arguments: [
        ["inbox", "state", "control"], ["state", "control"], ["state", "control", "time-zone"],
    ])
    func whatIsGivenIsInForce(_ names: [String]) throws {
        let arguments = names.flatMap { ["--\($0)", $0 == "time-zone" ? "UTC" : "/given/\($0)"] }
        let settings: Settings =
            switch names.count {
            case 3 where names.contains("inbox"): try GestureOptions.parse(arguments).settings(environment: [:])
            case 2: try DaemonOptions.parse(arguments).settings(environment: [:])
            default: try JournalOptions.parse(arguments).settings(environment: [:])
            }
        for name in names {
            let key = try #require(SettingKey(rawValue: name))
            #expect(settings.text(key) == (name == "time-zone" ? "UTC" : "/given/\(name)"))
        }
    }
}

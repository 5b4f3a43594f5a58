import ArgumentParser
import Foundation

/// Where to ask, for a command whose `--state` and `--model` choose jobs and so are no settings.
struct HistoryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file (YAML).", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder of the setting state.", valueName: "folder"))
    var stateFolder: String?

    @Option(.timeZone) var timeZone: String?

    /// The settings in force.
    ///
    /// - Throws: `ExitError` if they cannot be read.
    func settings(environment: [String: String]) throws(ExitError) -> Settings {
        let options = SettingOptions.with {
            $0.config = self.config
            $0.state = self.stateFolder
            $0.timeZone = self.timeZone
        }
        return try Settings(options, environment: environment)
    }
}

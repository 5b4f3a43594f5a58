import ArgumentParser
import Foundation

/// Which API a token is for: what of the settings concerns the commands on tokens.
struct TokenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file (YAML).", valueName: "file"))
    var config: String?

    @Option(.api) var api: String?

    /// The settings in force.
    ///
    /// - Throws: `ExitError` if they cannot be read.
    func settings(environment: [String: String]) throws(ExitError) -> Settings {
        let options = SettingOptions.with {
            $0.config = self.config
            $0.api = self.api
        }
        return try Settings(options, environment: environment)
    }
}

import ArgumentParser

/// The settings that a command has any use for: its help shows no others.
protocol SettingChoice: ParsableArguments {
    /// The configuration file that was named.
    var config: String? { get }

    /// Puts what was given into the options of all settings.
    func fill(_ options: inout SettingOptions)
}

extension SettingChoice {
    /// The settings in force.
    ///
    /// - Throws: `ExitError` if they cannot be read.
    func settings(environment: [String: String]) throws(ExitError) -> Settings {
        let options = SettingOptions.with {
            $0.config = self.config
            self.fill(&$0)
        }
        return try Settings(options, environment: environment)
    }
}

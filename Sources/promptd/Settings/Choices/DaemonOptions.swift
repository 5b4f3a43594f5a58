import ArgumentParser

/// Which daemon is meant, or which journal where none runs.
struct DaemonOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.state) var state: String?
    @Option(.control) var control: String?

    func fill(_ options: inout SettingOptions) {
        options.state = self.state
        options.control = self.control
    }
}

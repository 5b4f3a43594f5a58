import ArgumentParser

/// Where to ask, for a command whose `--state` and `--model` choose jobs and so are no settings.
struct HistoryOptions: SettingChoice {
    @Option(.configurationFile) var config: String?

    @Option(help: ArgumentHelp("The folder of the setting state.", valueName: "folder"), completion: .directory)
    var stateFolder: String?

    @Option(.control) var control: String?
    @Option(.timeZone) var timeZone: String?

    func fill(_ options: inout SettingOptions) {
        options.state = self.stateFolder
        options.control = self.control
        options.timeZone = self.timeZone
    }
}

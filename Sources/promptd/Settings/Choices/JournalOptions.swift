import ArgumentParser

/// Whose past is meant, and by which days.
struct JournalOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.state) var state: String?
    @Option(.control) var control: String?
    @Option(.timeZone) var timeZone: String?

    func fill(_ options: inout SettingOptions) {
        options.state = self.state
        options.control = self.control
        options.timeZone = self.timeZone
    }
}

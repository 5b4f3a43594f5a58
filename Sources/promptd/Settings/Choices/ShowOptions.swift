import ArgumentParser

/// Whose past is meant, and the inbox whose files may be named by their whole paths.
struct ShowOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.inbox) var inbox: String?
    @Option(.state) var state: String?
    @Option(.control) var control: String?
    @Option(.timeZone) var timeZone: String?

    func fill(_ options: inout SettingOptions) {
        options.inbox = self.inbox
        options.state = self.state
        options.control = self.control
        options.timeZone = self.timeZone
    }
}

import ArgumentParser

/// Which inbox is meant, and where its daemon can be asked.
struct GestureOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.inbox) var inbox: String?
    @Option(.state) var state: String?
    @Option(.control) var control: String?

    func fill(_ options: inout SettingOptions) {
        options.inbox = self.inbox
        options.state = self.state
        options.control = self.control
    }
}

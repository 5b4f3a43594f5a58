import ArgumentParser

/// Which inbox is meant, and whose.
struct InboxOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.inbox) var inbox: String?
    @Option(.state) var state: String?

    func fill(_ options: inout SettingOptions) {
        options.inbox = self.inbox
        options.state = self.state
    }
}

import ArgumentParser

/// Which inbox is meant.
struct InboxOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.inbox) var inbox: String?

    func fill(_ options: inout SettingOptions) {
        options.inbox = self.inbox
    }
}

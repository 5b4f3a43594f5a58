import ArgumentParser

/// Which API a token is for: what of the settings concerns the commands on tokens.
struct TokenOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.api) var api: String?

    func fill(_ options: inout SettingOptions) {
        options.api = self.api
    }
}

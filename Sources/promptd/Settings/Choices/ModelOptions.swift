import ArgumentParser

/// Whom to ask for models, where their descriptions are kept, and which of them may be bought.
struct ModelOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.api) var api: String?
    @Option(.state) var state: String?
    @Option(.model) var model: String?
    @Option(.models) var models: String?
    @Option(.connectTimeout) var connectTimeout: String?
    @Option(.callTimeout) var callTimeout: String?

    func fill(_ options: inout SettingOptions) {
        options.api = self.api
        options.state = self.state
        options.model = self.model
        options.models = self.models
        options.connectTimeout = self.connectTimeout
        options.callTimeout = self.callTimeout
    }
}

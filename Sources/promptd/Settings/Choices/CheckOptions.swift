import ArgumentParser

/// What prompts may say, whom to ask for prices, and where descriptions of models are kept.
struct CheckOptions: SettingChoice {
    @Option(.configurationFile) var config: String?
    @Option(.inbox) var inbox: String?
    @Option(.api) var api: String?
    @Option(.state) var state: String?
    @Option(.model) var model: String?
    @Option(.models) var models: String?
    @Option(.unknownModels) var unknownModels: String?
    @Option(.countInText) var countInText: String?
    @Option(.maxImages) var maxImages: String?
    @Option(.maxBatch) var maxBatch: String?
    @Option(.connectTimeout) var connectTimeout: String?
    @Option(.callTimeout) var callTimeout: String?

    func fill(_ options: inout SettingOptions) {
        options.inbox = self.inbox
        options.api = self.api
        options.state = self.state
        options.model = self.model
        options.models = self.models
        options.unknownModels = self.unknownModels
        options.countInText = self.countInText
        options.maxImages = self.maxImages
        options.maxBatch = self.maxBatch
        options.connectTimeout = self.connectTimeout
        options.callTimeout = self.callTimeout
    }
}

import ArgumentParser

/// The settings on the command line.
///
/// None has a default here: what is not given comes from the environment, the file, or the table of settings.
struct SettingOptions: ParsableArguments {
    @Option(.configurationFile) var config: String?

    @Option(.inbox) var inbox: String?
    @Option(.outbox) var outbox: String?
    @Option(.state) var state: String?
    @Option(.api) var api: String?
    @Option(.model) var model: String?
    @Option(.models) var models: String?
    @Option(.maxInFlight) var maxInFlight: String?
    @Option(.settle) var settle: String?
    @Option(.grace) var grace: String?
    @Option(.filesWait) var filesWait: String?
    @Option(.uploader) var uploader: String?
    @Option(.uploaderFor) var uploaderFor: String?
    @Option(.uploaderTimeout) var uploaderTimeout: String?
    @Option(.repeats) var repeats: String?
    @Option(.scanInterval) var scanInterval: String?
    @Option(.pollMin) var pollMin: String?
    @Option(.pollMax) var pollMax: String?
    @Option(.pollRate) var pollRate: String?
    @Option(.retryMin) var retryMin: String?
    @Option(.retryMax) var retryMax: String?
    @Option(.holdMin) var holdMin: String?
    @Option(.holdMax) var holdMax: String?
    @Option(.lostAfter) var lostAfter: String?
    @Option(.giveUpAfter) var giveUpAfter: String?
    @Option(.partialAfter) var partialAfter: String?
    @Option(.connectTimeout) var connectTimeout: String?
    @Option(.submitTimeout) var submitTimeout: String?
    @Option(.callTimeout) var callTimeout: String?
    @Option(.downloadStall) var downloadStall: String?
    @Option(.unknownModels) var unknownModels: String?
    @Option(.countInText) var countInText: String?
    @Option(.maxImages) var maxImages: String?
    @Option(.maxBatch) var maxBatch: String?
    @Option(.maxImagesPerDay) var maxImagesPerDay: String?
    @Option(.maxUSDPerDay) var maxUSDPerDay: String?
    @Option(.maxUSDPerPrompt) var maxUSDPerPrompt: String?
    @Option(.batchOverCap) var batchOverCap: String?
    @Option(.timeZone) var timeZone: String?
    @Option(.minFreeSpace) var minFreeSpace: String?
    @Option(.downloadHosts) var downloadHosts: String?
    @Option(.maxFileSize) var maxFileSize: String?
    @Option(.keepHistory) var keepHistory: String?
    @Option(.maxHistorySize) var maxHistorySize: String?
    @Option(.control) var control: String?
    @Option(.metrics) var metrics: String?
    @Option(.hook) var hook: String?
    @Option(.hookEnds) var hookEnds: String?
    @Option(.hookTimeout) var hookTimeout: String?
    @Option(.hookBatch) var hookBatch: String?
    @Option(.logLevel) var logLevel: String?
    @Option(.logFormat) var logFormat: String?

    /// As if on the command line nothing were given but what `body` sets.
    static func with(_ body: (inout SettingOptions) -> Void) -> SettingOptions {
        do {
            var options = try SettingOptions.parse([])
            body(&options)
            return options
        } catch {
            preconditionFailure("every setting is optional: \(error)")
        }
    }

    /// What was given, by setting.
    var values: [SettingKey: String] {
        SettingKey.allCases.reduce(into: [:]) { $0[$1] = self[$1] }
    }

    /// What was given for a setting; a `switch`, so that none is without an option.
    private subscript(key: SettingKey) -> String? {
        switch key {
        case .inbox: self.inbox
        case .outbox: self.outbox
        case .state: self.state
        case .api: self.api
        case .model: self.model
        case .models: self.models
        case .maxInFlight: self.maxInFlight
        case .settle: self.settle
        case .grace: self.grace
        case .filesWait: self.filesWait
        case .uploader: self.uploader
        case .uploaderFor: self.uploaderFor
        case .uploaderTimeout: self.uploaderTimeout
        case .repeats: self.repeats
        case .scanInterval: self.scanInterval
        case .pollMin: self.pollMin
        case .pollMax: self.pollMax
        case .pollRate: self.pollRate
        case .retryMin: self.retryMin
        case .retryMax: self.retryMax
        case .holdMin: self.holdMin
        case .holdMax: self.holdMax
        case .lostAfter: self.lostAfter
        case .giveUpAfter: self.giveUpAfter
        case .partialAfter: self.partialAfter
        case .connectTimeout: self.connectTimeout
        case .submitTimeout: self.submitTimeout
        case .callTimeout: self.callTimeout
        case .downloadStall: self.downloadStall
        case .unknownModels: self.unknownModels
        case .countInText: self.countInText
        case .maxImages: self.maxImages
        case .maxBatch: self.maxBatch
        case .maxImagesPerDay: self.maxImagesPerDay
        case .maxUSDPerDay: self.maxUSDPerDay
        case .maxUSDPerPrompt: self.maxUSDPerPrompt
        case .batchOverCap: self.batchOverCap
        case .timeZone: self.timeZone
        case .minFreeSpace: self.minFreeSpace
        case .downloadHosts: self.downloadHosts
        case .maxFileSize: self.maxFileSize
        case .keepHistory: self.keepHistory
        case .maxHistorySize: self.maxHistorySize
        case .control: self.control
        case .metrics: self.metrics
        case .hook: self.hook
        case .hookEnds: self.hookEnds
        case .hookTimeout: self.hookTimeout
        case .hookBatch: self.hookBatch
        case .logLevel: self.logLevel
        case .logFormat: self.logFormat
        }
    }
}

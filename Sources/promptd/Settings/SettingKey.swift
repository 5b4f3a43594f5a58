/// Every setting there is.
///
/// One word names it everywhere: `max-in-flight:` in the file, `PROMPTD_MAX_IN_FLIGHT` in the environment,
/// `--max-in-flight` on the command line.
enum SettingKey: String, CaseIterable {
    case inbox
    case outbox
    case state
    case api
    case model
    case models
    case maxInFlight = "max-in-flight"
    case settle
    case grace
    case filesWait = "files-wait"
    case uploader
    case uploaderFor = "uploader-for"
    case uploaderTimeout = "uploader-timeout"
    case repeats
    case scanInterval = "scan-interval"
    case pollMin = "poll-min"
    case pollMax = "poll-max"
    case pollRate = "poll-rate"
    case retryMin = "retry-min"
    case retryMax = "retry-max"
    case holdMin = "hold-min"
    case holdMax = "hold-max"
    case lostAfter = "lost-after"
    case giveUpAfter = "give-up-after"
    case partialAfter = "partial-after"
    case connectTimeout = "connect-timeout"
    case submitTimeout = "submit-timeout"
    case callTimeout = "call-timeout"
    case downloadStall = "download-stall"
    case unknownModels = "unknown-models"
    case countInText = "count-in-text"
    case maxImages = "max-images"
    case maxBatch = "max-batch"
    case maxImagesPerDay = "max-images-per-day"
    case maxUSDPerDay = "max-usd-per-day"
    case maxUSDPerPrompt = "max-usd-per-prompt"
    case batchOverCap = "batch-over-cap"
    case timeZone = "time-zone"
    case minFreeSpace = "min-free-space"
    case downloadHosts = "download-hosts"
    case maxFileSize = "max-file-size"
    case keepHistory = "keep-history"
    case maxHistorySize = "max-history-size"
    case control
    case metrics
    case hook
    case hookEnds = "hook-ends"
    case hookTimeout = "hook-timeout"
    case hookBatch = "hook-batch"
    case logLevel = "log-level"
    case logFormat = "log-format"

    /// The name of its environment variable.
    var variable: String { "PROMPTD_" + self.rawValue.uppercased().replacing("-", with: "_") }

    /// Where a person finds it, for messages.
    var places: String { "--\(self.rawValue), \(self.variable), or \(self.rawValue): in the configuration file" }
}

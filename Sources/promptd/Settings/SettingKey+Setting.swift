import Logging
import PromptCore
import PromptService
import RunComfy
import Systemd

extension SettingKey {
    /// The table of all settings.
    ///
    /// The one in README has the same names and defaults; a test makes sure of it.
    var setting: Setting {
        switch self {
        case .inbox:
            Setting(.folder, help: "The folder that prompts are dropped into", isReloadable: false)
        case .outbox:
            Setting(.folder, help: "The folder that results appear in", isReloadable: false)
        case .state:
            Setting(.folder, help: "The folder for the journal", isReloadable: false)
        case .api:
            Setting(.url, default: RunComfyEndpoint.standard, help: "The API's base URL", isReloadable: false)
        case .model:
            Setting(.model, default: ModelID.seedreamSequential.rawValue, help: "The model for prompts that name none")
        case .models:
            Setting(
                .models,
                whenUnset: "the one of model",
                help: "The models that may be bought; * stands for anything"
            )
        case .maxInFlight:
            Setting(.limit(1...256), default: "8", help: "Jobs worked on at once, or auto")
        case .settle:
            Setting(.duration(), default: "2s", help: "How long a file must be unchanged before it is taken")
        case .grace:
            Setting(.duration(), default: "30s", help: "How long unfinished JSON is waited for")
        case .filesWait:
            Setting(.duration(), default: "10m", help: "How long a prompt waits for the files that it names")
        case .uploader:
            Setting(.program, whenUnset: "none", help: "The program that puts files where the API can fetch them")
        case .uploaderFor:
            Setting(
                .choice("files", of: UploaderSettings.Scope.allCases.map(\.rawValue)),
                default: UploaderSettings.Scope.large.rawValue,
                help: "Which files it is given; large are those that cannot be sent along"
            )
        case .uploaderTimeout:
            Setting(.timeLimit, default: "2m", help: "How long it may take over a file")
        case .repeats:
            Setting(
                .choice("rule", of: Repeats.allCases.map(\.rawValue)),
                default: Repeats.hold.rawValue,
                help: "What is done when a delivered prompt comes again unchanged"
            )
        case .scanInterval:
            Setting(.duration(atLeast: .milliseconds(10)), default: "60s", help: "Between full scans of the inbox")
        case .pollMin:
            Setting(.duration(), default: "500ms", help: "Shortest time between two questions about a job")
        case .pollMax:
            Setting(.duration(), default: "10s", help: "Longest time between two questions about a job")
        case .pollRate:
            Setting(.limit(1...10_000), default: "auto", help: "Questions a second about all jobs together")
        case .retryMin:
            Setting(.duration(), default: "1s", help: "First wait after a failed call or download")
        case .retryMax:
            Setting(.duration(), default: "1m", help: "Longest wait after failed calls or downloads")
        case .holdMin:
            Setting(.duration(), default: "5s", help: "First wait while submissions are held")
        case .holdMax:
            Setting(.duration(), default: "5m", help: "Longest wait while submissions are held")
        case .lostAfter:
            Setting(.duration(), default: "5m", help: "When a request the API does not know counts as lost")
        case .giveUpAfter:
            Setting(.duration(), default: "7d", help: "How long a finished result is tried for")
        case .partialAfter:
            Setting(
                .duration(),
                default: "1h",
                help: "How long files that do not come keep the others of a result waiting"
            )
        case .connectTimeout:
            Setting(
                .timeLimit,
                default: "10s",
                help: "Longest wait for a connection to the API or a file's host",
                isReloadable: false
            )
        case .submitTimeout:
            Setting(.timeLimit, default: "2m", help: "Longest wait for the answer to a submission")
        case .callTimeout:
            Setting(.timeLimit, default: "30s", help: "Longest wait for the answer to any other call")
        case .downloadStall:
            Setting(.timeLimit, default: "30s", help: "How long a download may bring next to nothing")
        case .unknownModels:
            Setting(
                .choice("rule", of: PromptRules.UnknownModels.allCases.map(\.rawValue)),
                default: PromptRules.UnknownModels.send.rawValue,
                help: "What is done with a prompt for a model whose input is not known"
            )
        case .countInText:
            Setting(
                .choice("rule", of: PromptRules.CountInText.allCases.map(\.rawValue)),
                default: PromptRules.CountInText.prefix.rawValue,
                help: "What is done when the text does not name the count"
            )
        case .maxImages:
            Setting(.number(1...15), default: "15", help: "Most images one prompt may ask for")
        case .maxBatch:
            Setting(.number(1...10_000), default: "1000", help: "Most prompts that one file may hold or ask for")
        case .maxImagesPerDay:
            Setting(.number(0...1_000_000_000), whenUnset: "no cap", help: "Most images made in one day")
        case .maxUSDPerDay:
            Setting(.dollars, whenUnset: "no cap", help: "Most US dollars spent in one day")
        case .maxUSDPerPrompt:
            Setting(.dollars, whenUnset: "no cap", help: "Most US dollars that one prompt may cost")
        case .batchOverCap:
            Setting(
                .choice("rule", of: BatchOverCap.allCases.map(\.rawValue)),
                default: BatchOverCap.part.rawValue,
                help: "What is sent of a file with many prompts that is more than the caps of the day leave room for"
            )
        case .timeZone:
            Setting(.timeZone, whenUnset: "the system's", help: "Where that day begins, such as Europe/Berlin")
        case .minFreeSpace:
            Setting(
                .number(0...1_000_000_000),
                default: "100",
                help: "MiB that stay free on each disk; below, nothing is sent"
            )
        case .downloadHosts:
            Setting(
                .hosts,
                whenUnset: "none",
                help: "Hosts beside RunComfy's that results may come from, such as *.example.com"
            )
        case .maxFileSize:
            Setting(.number(1...1_000_000), default: "2048", help: "Largest file that is fetched, in MiB")
        case .keepHistory:
            Setting(.duration(), default: "365d", help: "How long what is over is remembered")
        case .maxHistorySize:
            Setting(
                .number(1...1_000_000),
                whenUnset: "no limit",
                help: "MiB the journal may have before it forgets the oldest sooner"
            )
        case .control:
            Setting(
                .socket,
                whenUnset: "control.sock in state",
                help: "The Unix socket by which commands ask the daemon",
                isReloadable: false
            )
        case .metrics:
            Setting(
                .address,
                whenUnset: "off",
                help: "Where metrics are served: a loopback address with its port, or unix: and a path",
                isReloadable: false
            )
        case .hook:
            Setting(.program, whenUnset: "none", help: "The program that is run when prompts have ended")
        case .hookEnds:
            Setting(
                .words("end", of: HookSettings.allEnds.map(\.rawValue).sorted()),
                whenUnset: "all",
                help: "The ends that it is run for"
            )
        case .hookTimeout:
            Setting(.timeLimit, default: "30s", help: "How long it may run")
        case .hookBatch:
            Setting(.duration(), default: "0s", help: "How long ends are waited for that it is told together")
        case .logLevel:
            Setting(
                .choice("level", of: Logger.Level.allCases.map(\.rawValue)),
                default: Logger.Level.notice.rawValue,
                help: "The least severe message that is logged"
            )
        case .logFormat:
            Setting(
                .choice("format", of: LogFormat.allCases.map(\.rawValue)),
                default: LogFormat.auto.rawValue,
                help: "How the log is written; auto is to the journal, or plain lines where there is none",
                isReloadable: false
            )
        }
    }
}

extension SettingKind {
    /// A time limit: one of nothing would end everything before it has begun.
    fileprivate static let timeLimit = Self.duration(atLeast: .milliseconds(1))
}

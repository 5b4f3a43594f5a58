import ArgumentParser

/// The settings on the command line.
///
/// None has a default here: what is not given comes from the environment, the file, or the defaults in `Settings`.
struct SettingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file (YAML).", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder that prompts are dropped into.", valueName: "dir"))
    var inbox: String?

    @Option(help: ArgumentHelp("The folder that results appear in.", valueName: "dir"))
    var outbox: String?

    @Option(help: ArgumentHelp("The folder for the journal.", valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("The API's base URL.", valueName: "url"))
    var api: String?

    @Option(help: ArgumentHelp("The model for prompts that name none.", valueName: "id"))
    var model: String?

    @Option(help: ArgumentHelp("Jobs worked on at once (8).", valueName: "n"))
    var maxInFlight: String?

    @Option(help: ArgumentHelp("How long a file must be unchanged before it is taken (500ms).", valueName: "time"))
    var settle: String?

    @Option(help: ArgumentHelp("How long unfinished JSON is waited for (30s).", valueName: "time"))
    var grace: String?

    @Option(help: ArgumentHelp("Between full scans of the inbox (60s).", valueName: "time"))
    var scanInterval: String?

    @Option(help: ArgumentHelp("Shortest time between two questions about a job (500ms).", valueName: "time"))
    var pollMin: String?

    @Option(help: ArgumentHelp("Longest time between two questions about a job (10s).", valueName: "time"))
    var pollMax: String?

    @Option(help: ArgumentHelp("Questions a second about all jobs together (20).", valueName: "n"))
    var pollRate: String?

    @Option(help: ArgumentHelp("First wait after a failed call or download (1s).", valueName: "time"))
    var retryMin: String?

    @Option(help: ArgumentHelp("Longest wait after failed calls or downloads (1m).", valueName: "time"))
    var retryMax: String?

    @Option(help: ArgumentHelp("First wait while submissions are held (5s).", valueName: "time"))
    var holdMin: String?

    @Option(help: ArgumentHelp("Longest wait while submissions are held (5m).", valueName: "time"))
    var holdMax: String?

    @Option(help: ArgumentHelp("When a request the API does not know counts as lost (5m).", valueName: "time"))
    var lostAfter: String?

    @Option(help: ArgumentHelp("How long a finished result is tried for (7d).", valueName: "time"))
    var giveUpAfter: String?

    @Option(help: ArgumentHelp("Longest wait for a connection to the API or a file's host (10s).", valueName: "time"))
    var connectTimeout: String?

    @Option(help: ArgumentHelp("Longest wait for the answer to a submission (2m).", valueName: "time"))
    var submitTimeout: String?

    @Option(help: ArgumentHelp("Longest wait for the answer to any other call (30s).", valueName: "time"))
    var callTimeout: String?

    @Option(help: ArgumentHelp("How long a download may bring next to nothing (30s).", valueName: "time"))
    var downloadStall: String?

    @Option(
        help: ArgumentHelp(
            "prefix, as_is or refuse: when the text does not name the count (prefix).",
            valueName: "rule"
        )
    )
    var countInText: String?

    @Option(help: ArgumentHelp("Most images one prompt may ask for (15).", valueName: "n"))
    var maxImages: String?

    @Option(help: ArgumentHelp("Most images made in one day (no cap).", valueName: "n"))
    var maxImagesPerDay: String?

    @Option(
        name: .customLong("max-usd-per-day"),
        help: ArgumentHelp("Most US dollars spent in one day (no cap).", valueName: "amount")
    )
    var maxUSDPerDay: String?

    @Option(help: ArgumentHelp("Where that day begins, such as Europe/Berlin (the system's).", valueName: "zone"))
    var timeZone: String?

    @Option(help: ArgumentHelp("MiB that stay free on each disk; below, nothing is sent (100).", valueName: "n"))
    var minFreeSpace: String?

    @Option(
        help: ArgumentHelp(
            "Hosts beside RunComfy's that results may come from, such as *.example.com.",
            valueName: "list"
        )
    )
    var downloadHosts: String?

    @Option(help: ArgumentHelp("Largest file that is fetched, in MiB (2048).", valueName: "n"))
    var maxFileSize: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning or error (notice).", valueName: "level"))
    var logLevel: String?

    /// What was given, by setting.
    var values: [SettingKey: String] {
        let all: [(SettingKey, String?)] = [
            (.inbox, self.inbox), (.outbox, self.outbox), (.state, self.state), (.api, self.api), (.model, self.model),
            (.maxInFlight, self.maxInFlight), (.settle, self.settle), (.grace, self.grace),
            (.scanInterval, self.scanInterval), (.pollMin, self.pollMin), (.pollMax, self.pollMax),
            (.pollRate, self.pollRate), (.retryMin, self.retryMin), (.retryMax, self.retryMax),
            (.holdMin, self.holdMin), (.holdMax, self.holdMax), (.lostAfter, self.lostAfter),
            (.giveUpAfter, self.giveUpAfter), (.connectTimeout, self.connectTimeout),
            (.submitTimeout, self.submitTimeout), (.callTimeout, self.callTimeout),
            (.downloadStall, self.downloadStall),
            (.countInText, self.countInText), (.maxImages, self.maxImages), (.downloadHosts, self.downloadHosts),
            (.maxImagesPerDay, self.maxImagesPerDay), (.maxUSDPerDay, self.maxUSDPerDay), (.timeZone, self.timeZone),
            (.minFreeSpace, self.minFreeSpace), (.maxFileSize, self.maxFileSize), (.logLevel, self.logLevel),
        ]
        return all.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
}

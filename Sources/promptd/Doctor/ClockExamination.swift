/// Looks at the machine's clock: it decides when a day's budget begins, and whether a certificate counts as valid.
enum ClockExamination {
    /// Seconds by which the clock may differ from the API's, which tells whole seconds.
    private static let tolerance = 5.0

    private static let remedy = "timedatectl set-ntp true (Debian: apt install systemd-timesyncd, or chrony)"

    /// Whether the clock is kept right, by what the system's own time service says.
    ///
    /// - Returns: nothing where there is none to ask.
    static func synchronisation() async -> [Finding] {
        let arguments = ["show", "--property=NTPSynchronized", "--value"]
        switch await Inquiry.ask("/usr/bin/timedatectl", arguments, within: .seconds(5)) {
        case .said(let text): return self.synchronisation(said: text)
        case .failed, .silent: return []
        }
    }

    static func synchronisation(said text: String) -> [Finding] {
        switch text.split(separator: "\n").first {
        case "yes": [.ok("clock", "it is kept right over the network")]
        case "no": [.warning("clock", "nothing keeps it right: caps and TLS depend on it", self.remedy)]
        default: []
        }
    }

    /// What the difference to the API's clock says; `seconds` is how far the API's is ahead, `doubt` how wrong that may be.
    static func difference(_ seconds: Double, doubt: Double) -> Finding? {
        guard abs(seconds) > self.tolerance + doubt else { return nil }
        let direction = seconds > 0 ? "behind" : "ahead of"
        return .warning(
            "clock",
            "this machine's is \(Int(abs(seconds).rounded())) s \(direction) the API's: the day's caps begin at another time",
            self.remedy
        )
    }
}

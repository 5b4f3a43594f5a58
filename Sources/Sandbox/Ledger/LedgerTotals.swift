import PromptCore

/// The sums of the account book.
struct LedgerTotals: Encodable, Equatable, Sendable {
    private(set) var submissionsAccepted = 0
    private(set) var submissionsRefused = 0
    private(set) var imagesCharged = 0
    private(set) var usdCharged = USD(micros: 0)
    private(set) var cancelled = 0
    private(set) var tokenLeaks = 0

    mutating func add(_ entry: LedgerEntry) {
        let (images, usd) = (entry.images ?? 0, entry.usd ?? USD(micros: 0))
        switch entry.event {
        case .submission:
            if entry.isAccepted == true { self.submissionsAccepted += 1 } else { self.submissionsRefused += 1 }
            self.imagesCharged += images
            self.usdCharged = USD(micros: self.usdCharged.micros + usd.micros)
        case .cancellation, .failure:
            if entry.outcome == "cancelled" { self.cancelled += 1 }
            self.imagesCharged -= images
            self.usdCharged = USD(micros: self.usdCharged.micros - usd.micros)
        case .tokenLeak: self.tokenLeaks += 1
        case .settings: break
        }
    }

    enum CodingKeys: String, CodingKey {
        case cancelled
        case submissionsAccepted = "submissions_accepted"
        case submissionsRefused = "submissions_refused"
        case imagesCharged = "images_charged"
        case usdCharged = "usd_charged"
        case tokenLeaks = "token_leaks"
    }
}

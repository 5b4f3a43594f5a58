import Foundation
import GRDB
import PromptCore

/// What two journals are compared by.
struct JobTrace: Decodable, FetchableRecord, Sendable {
    static let columns = "id, state, settled, request_id, charged_at, charged_images, charged_micros"

    let id: String
    let state: String
    private let settled: Bool
    private let requestID: String?
    private let chargedAt: Double?
    private let chargedImages: Int?
    private let chargedMicros: Int64?

    enum CodingKeys: String, CodingKey {
        case id = "id"
        case state = "state"
        case settled = "settled"
        case requestID = "request_id"
        case chargedAt = "charged_at"
        case chargedImages = "charged_images"
        case chargedMicros = "charged_micros"
    }

    var charge: Charge? {
        self.chargedAt.map { time in
            Charge(
                submitted: Date(timeIntervalSince1970: time),
                images: self.chargedImages ?? 0,
                cost: self.chargedMicros.map { USD(micros: $0) }
            )
        }
    }

    /// It was charged, or may have been, and `older` knows nothing of that.
    func isChargedSince(_ older: JobTrace?) -> Bool { self.chargedAt != nil && older?.chargedAt == nil }

    /// It is not over, and with `older` in its place it could not go on.
    func isUnderWaySince(_ older: JobTrace?) -> Bool {
        !self.settled && (older == nil || self.requestID != nil && older?.requestID == nil)
    }
}

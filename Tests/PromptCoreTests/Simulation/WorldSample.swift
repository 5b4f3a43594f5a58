import Foundation
import Testing

@testable import PromptCore

/// What the simulation needs by the ten thousand, made once.
final class WorldSample: Sendable {
    let paths: [PromptPath]
    /// By job number.
    let ids: [JobID]
    let requestIDs: [RequestID]
    let request: JobRequest
    /// For a prompt that names its model itself.
    let ownRequest: JobRequest
    let links: [[OutputLink]]
    let freshLinks: [[OutputLink]]
    let files: [CollectedFile]
    let rejection: Rejection

    static let most = 400

    static let shared = Result { try WorldSample() }

    private init() throws {
        self.paths = try (0..<PathLayout.most).map { try JobSample.path("p\($0)") }
        self.ids = (0..<Self.most).map { JobID(at: JobSample.time.addingTimeInterval(Double($0)), random: 7) }
        self.requestIDs = try (0..<Self.most).map { try JobSample.requestID("req-\($0)") }
        self.request = try JobSample.request()
        self.ownRequest = try JobSample.request(isModelFromPrompt: true)
        self.links = (0...3).map { JobSample.links($0) }
        self.freshLinks = (0...3).map { JobSample.links($0, signature: "new") }
        self.files = (1...3).map { JobSample.file($0) }
        let rules = PromptRules()
        self.rejection = try #require(throws: Rejection.self) {
            _ = try Prompt.decode(Array("{}".utf8), rules: rules)
        }
    }
}

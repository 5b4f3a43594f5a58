import Foundation
import PromptCore
import PromptFiles
import PromptJournal
import Testing

@testable import PromptService

/// Prompts with a key wait until all claimed files are known of which the journal knows nothing.
@Suite(.timeLimit(.minutes(1)))
struct UnknownClaimsTests {
    private static func prompt(_ about: String, _ key: String?) -> String {
        let options = key.map { #", "promptd": {"id": "\#($0)"}"# } ?? ""
        return #"{"text": "Draw 1 image of \#(about)."\#(options)}"#
    }

    /// Catches a second charge under a key: its claimed file is found after the new drop has been sent.
    ///
    /// It is the last of many, since they are looked into one after the other; or one that is to be cancelled.
    @Test(arguments: ["w19.working.json", "x.canceled.json", "x.cancelled.json"])
    func theKeyOfAnUnknownClaimIsPaidOnce(_ name: String) async throws {
        try await Workbench.with { bench in
            for number in 10..<20 where name != "w\(number).working.json" {
                try bench.drop("w\(number).working.json", Self.prompt("a boat", "other-\(number)"))
            }
            let claimed = Self.prompt("a kite", "order-1")
            try bench.drop(name, claimed)
            if name.hasPrefix("x") {
                let folder = "\(bench.outbox)/.x.\(Job.sample("x").id)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data(claimed.utf8).write(to: URL(filePath: "\(folder)/x.prompt.json"))
                try Data().write(to: URL(filePath: "\(folder)/.submitted"))
            }
            try bench.drop("again.prompt.json", Self.prompt("a red kite", "order-1"))
            try bench.drop("plain.prompt.json", Self.prompt("a house", nil))
            try bench.drop("new.prompt.json", Self.prompt("a tree", "order-2"))
            let api = ScriptedAPI(
                .init(submit: { body in
                    .accepted(RequestID(body.contains("house".utf8) ? "request-1" : "request-2") ?? .sample)
                })
            )
            try await bench.drain(api)
            let sent = api.submissions.map { String(decoding: $0, as: UTF8.self) }
            #expect(sent.count == 2 && !sent.contains { $0.contains("kite") }, "\(sent)")
            let names = try bench.names(bench.inbox)
            #expect(names.contains("again.repeat.json") && !names.contains("plain.failed.json"))
            #expect(try bench.names(bench.outbox) == ["new", "plain"])
        }
    }

    /// Catches a wait that nobody sees, or that has no end.
    @Test func theyAreWaitedForAndTold() {
        let unknown = UnknownClaims()
        #expect(unknown.isEmpty && unknown.obstacle == nil)
        unknown.expect(.named("b"))
        unknown.expect(.named("a"))
        #expect(unknown.obstacle?.contains("a.working.json and 1 more") == true)
        #expect(!unknown.lookedInto(.named("a")))
        #expect(!unknown.isEmpty)
        #expect(unknown.lookedInto(.named("b")))
        #expect(!unknown.lookedInto(.named("b")), "only the last wakes others")
        #expect(unknown.isEmpty && unknown.obstacle == nil)
    }
}

import Foundation
import PromptCore
import PromptJournal
import Testing

/// What owners did with files while promptd was away.
extension RecoveryTests {
    private static let prompt = #"{"text": "Draw 1 image of a pixel."}"#
    private static let other = #"{"text": "Draw 1 image of a boat."}"#

    /// Catches a claimed prompt that is sent although its owner has cancelled it by a name that is almost right.
    @Test(arguments: ["a.cancelled.json", "a.canceled.json", "a.working.cancel.json", "a.cancel.json.txt"])
    func cancelledByAnAlmostRightNameWhileAway(_ name: String) async throws {
        try await Workbench.with { bench in
            try bench.drop(name, Self.prompt)
            try await bench.journal().add(try Self.job(in: .claimed), prompt: Array(Self.prompt.utf8))
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names(bench.inbox) == ["a.cancelled.json"])
        }
    }

    /// Catches a charge that nobody is told of, because the prompt's folder was renamed or deleted meanwhile.
    @Test
    func unconfirmedAndItsFolderIsGone() async throws {
        try await Workbench.with { bench in
            try await bench.journal().add(try Self.job(in: .submitting, of: "camp/a"), prompt: Array(Self.prompt.utf8))
            try await bench.drain(ScriptedAPI())
            #expect(try bench.names(bench.inbox) == ["a.error.json"])
            let told = try bench.text("inbox/a.error.json")
            #expect(told.contains("camp/a") && told.contains("unconfirmed"))
        }
    }

    /// Catches a wish that is confirmed although it concerns nothing.
    @Test(arguments: ["a.cancel.json", "a.canceled.json"])
    func aWishThatConcernsNothing(_ name: String) async throws {
        try await Workbench.with { bench in
            try bench.drop(name, "")
            try await bench.drain(ScriptedAPI())
            #expect(try bench.names(bench.inbox) == [name])
        }
    }

    /// Catches a prompt of its owner's that is removed with the file of a delivered job.
    @Test
    func deliveredBesideAnothersFile() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.working.json", Self.other)
            var job = try Self.job(in: .collecting)
            job.fileCollected(
                0,
                .init(name: "a-1.gif", bytes: 1, sha256: "00", mediaType: "image/gif", width: 1, height: 1)
            )
            job.collectionEnded()
            try await bench.journal().add(job, prompt: Array(Self.prompt.utf8))
            let folder = bench.outbox + "/a"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try Data(#"{"job_id": "\#(job.id)"}"#.utf8).write(to: URL(filePath: folder + "/metadata.json"))
            try await bench.drain(ScriptedAPI())
            #expect(try bench.names(bench.inbox) == ["a-2.cancelled.json"])
            #expect(try bench.text("inbox/a-2.cancelled.json") == Self.other)
        }
    }

    /// Catches an explanation that stays when its name has been used again, with success.
    @Test
    func anOldExplanationIsPutAway() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.error.json", #"{"error": {}, "may_have_been_charged": true}"#)
            try bench.drop("a.working.json", Self.prompt)
            try await bench.journal().add(try Self.job(in: .claiming), prompt: Array(Self.prompt.utf8))
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.count == 1)
            #expect(!(try bench.names(bench.inbox).contains("a.error.json")))
            #expect(try bench.names(bench.inbox).contains("a-2.error.json"))
        }
    }
}

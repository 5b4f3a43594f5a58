import Foundation
import PromptTesting
import Testing

@testable import PromptCore

/// What a result goes on to.
struct NextStepTests {
    private static let prompt = #"""
        {"text": "a boat", "promptd": {"labels": {"a": "b"}, "then": [
        {"model": "m/film", "image": "$result[2]", "more": ["$result", "$result[*]", "$results"]},
        {"model": "m/sound", "video": "$result[1]"}]}}
        """#

    /// A delivered job of three outputs, of which the last is lost.
    private static func delivered(_ prompt: String = Self.prompt, step: EarlierStep? = nil) throws -> Job {
        var origin = JobOrigin(reading: Array(prompt.utf8))
        if let step { origin.step = step }
        let stem = step == nil ? "hero" : "hero-step\(step?.number ?? 0)"
        var job = Job(id: JobSample.id, source: .at("campaign/\(stem)"), dropped: JobSample.time, origin: origin)
        job.claimed(at: JobSample.time)
        job.submissionStarted(try JobSample.request(), at: JobSample.time)
        _ = job.submissionAnswered(.accepted(try JobSample.requestID()))
        _ = job.resultReceived(JobSample.result(.completed, outputs: 3), at: JobSample.time)
        job.fileCollected(0, JobSample.file(1))
        job.fileCollected(1, JobSample.file(2))
        job.fileLost(2, "the link is dead")
        job.collectionEnded()
        job.published("campaign/hero", at: JobSample.time)
        return job
    }

    /// Catches a reference that leads to another file, a step that is lost, and a key that another drop could have.
    @Test func theNextStepIsAPromptOfItsOwn() throws {
        let job = try Self.delivered()
        let step = try #require(NextStep(job, Array(Self.prompt.utf8)))
        #expect(step.path == .at("campaign/hero-step2") && step.id.rawValue == "\(job.id).then")
        let suffix = try #require(JobSample.file(1).name.split(separator: ".").last)
        let value = try JSONValue.parse(step.bytes)
        #expect(value["image"]?.stringValue == "hero-step2.2.\(suffix)")
        let more = value["more"]?.elementsOfTests
        #expect(more == ["hero-step2.1.\(suffix)", "hero-step2.1.\(suffix)", "hero-step2.2.\(suffix)", "$results"])
        let options = try #require(value["promptd"])
        #expect(options["model"]?.stringValue == "m/film" && options["id"]?.stringValue == step.id.rawValue)
        #expect(options["labels"]?["a"]?.stringValue == "b")
        #expect(options["step"]?["number"]?.integerValue == 2)
        #expect(options["step"]?["folder"]?.stringValue == "campaign/hero")
        #expect(step.files.map(\.result) == [JobSample.file(1).name, JobSample.file(2).name])
        // The rest goes on with it.
        let origin = JobOrigin(reading: step.bytes)
        #expect(origin.hasNext == true && origin.step?.job == job.id)
        let last = try Self.delivered(String(decoding: step.bytes, as: UTF8.self), step: origin.step)
        let third = try #require(NextStep(last, step.bytes))
        #expect(third.path == .at("campaign/hero-step3"))
        #expect(JobOrigin(reading: third.bytes).hasNext == nil)
        #expect(try JSONValue.parse(third.bytes)["video"]?.stringValue == "hero-step3.1.\(suffix)")
    }

    /// Catches a step that takes the name of another one, or whose pictures do.
    @Test func aNameThatIsAnothersGetsANumber() throws {
        let job = try Self.delivered()
        let first = try #require(NextStep(job, Array(Self.prompt.utf8)))
        let second = try #require(NextStep(job, Array(Self.prompt.utf8), number: 2))
        #expect(second.path == .at("campaign/hero-step2-2") && second.id == first.id)
        #expect(second.files.map(\.result) == first.files.map(\.result))
        #expect(second.files.allSatisfy { $0.name.hasPrefix("hero-step2-2.") })
        #expect(Set(first.files.map(\.name)).isDisjoint(with: second.files.map(\.name)))
    }

    /// Catches a step of what was not delivered, and one of a prompt that goes on to nothing.
    @Test func nothingElseGoesOn() throws {
        #expect(NextStep(try JobSample.job(.published), Array("{}".utf8)) == nil)
        let plain = #"{"text": "a boat"}"#
        #expect(NextStep(try Self.delivered(plain), Array(plain.utf8)) == nil)
        #expect(NextStep.path(of: try Self.delivered(plain)) == nil)
    }

    /// Catches a chain whose later step is found to be wrong when the first has been paid.
    @Test(arguments: [
        (#"[]"#, "promptd.then"), (#"[7]"#, "promptd.then[0]"), (#"{"model": "m"}"#, "promptd.then"),
        (#"[{"text": "a boat"}]"#, "promptd.then[0]"), (#"[{"txt": "$result[1]"}]"#, "promptd.then[0].txt"),
        (#"[{"text": "$result[1]"}]"#, "promptd.then[0]"),
        (#"[{"text": "a", "promptd": {"takes": 2}}]"#, "promptd.then[0].promptd.takes"),
    ])
    func badStepsAreToldBefore(then: String, member: String) throws {
        let prompt = #"{"text": "a boat", "promptd": {"then": \#(then)}}"#
        do {
            _ = try Prompt.decode(Array(prompt.utf8), rules: PromptRules())
            Issue.record("\(then) was taken")
        } catch {
            #expect(error.problems.map(\.member).contains(member), "\(error.problems)")
        }
    }
}

extension JSONValue {
    /// Its texts, if it is a list.
    fileprivate var elementsOfTests: [String]? {
        guard case .array(let elements) = self else { return nil }
        return elements.compactMap(\.stringValue)
    }
}

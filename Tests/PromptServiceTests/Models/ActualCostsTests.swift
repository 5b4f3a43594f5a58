import Foundation
import PromptCore
import Testing

@testable import PromptService

struct ActualCostsTests {
    /// A job that has brought so many images, at that cost in all.
    private static func job(_ number: UInt64, cost: Int64?, images: Int, at time: Date) throws -> Job {
        var job = Job.sample("boat", number)
        job.claimed(at: time)
        job.submissionStarted(try .sample(images: images), at: time)
        _ = job.submissionAnswered(.accepted(.sample))
        let outputs = (0..<images).map { OutputLink(kind: .image, url: "https://a.runcomfy.net/\($0).gif") }
        let result = GenerationResult(state: .completed, outputs: outputs, cost: cost.map { USD(micros: $0) })
        _ = job.resultReceived(result, at: time)
        return job
    }

    /// Catches an estimate that stays below what a model really costs, falls below the catalog's, or is made of nothing.
    @Test func theHigherCounts() throws {
        let costs = ActualCosts()
        let model = ModelID.seedreamSequential
        let now = Date(timeIntervalSince1970: 1_796_000_000)
        let estimate = USD(micros: 90_000)
        #expect(costs.expected(estimate, model, images: 3, seconds: nil, at: now) == estimate)
        costs.note(try Self.job(1, cost: 100_001, images: 2, at: now))
        #expect(costs.perUnit(model, at: now) == USD(micros: 50_001))
        #expect(costs.expected(estimate, model, images: 3, seconds: nil, at: now) == USD(micros: 150_003))
        #expect(costs.expected(nil, model, images: 3, seconds: nil, at: now) == nil)
        #expect(costs.expected(USD(micros: 200_000), model, images: 3, seconds: nil, at: now) == USD(micros: 200_000))
        // Told again with another cost, it is the same job.
        costs.note(try Self.job(1, cost: 2, images: 2, at: now))
        #expect(costs.perUnit(model, at: now) == USD(micros: 1))
        #expect(costs.expected(estimate, model, images: 3, seconds: nil, at: now) == estimate)
    }

    /// Catches a dear job that counts for ever, by time or by number, and one without a cost that counts as free.
    @Test func onlyWhatWasLatelyCounts() throws {
        let costs = ActualCosts()
        let (model, now) = (ModelID.seedreamSequential, Date(timeIntervalSince1970: 1_796_000_000))
        costs.note(try Self.job(0, cost: nil, images: 1, at: now))
        #expect(costs.perUnit(model, at: now) == nil)
        costs.note(try Self.job(1, cost: 900_000, images: 1, at: now))
        #expect(costs.perUnit(model, at: now.addingTimeInterval(ActualCosts.memory - 1)) == USD(micros: 900_000))
        #expect(costs.perUnit(model, at: now.addingTimeInterval(ActualCosts.memory)) == nil)
        for number in 2..<(2 + UInt64(ActualCosts.most)) {
            costs.note(try Self.job(number, cost: 30_000, images: 1, at: now.addingTimeInterval(Double(number))))
        }
        #expect(costs.perUnit(model, at: now) == USD(micros: 30_000))
    }
}

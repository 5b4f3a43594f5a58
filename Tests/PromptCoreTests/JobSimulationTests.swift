import PromptTesting
import Testing

@testable import PromptCore

/// The job in a world of crashes, lost answers, refusals, damage and second thoughts.
@Suite struct JobSimulationTests {
    @Test(.timeLimit(.minutes(1)), arguments: 0..<20)
    func keepsItsPromises(block: Int) throws {
        for seed in block * 150..<(block + 1) * 150 {
            var world = JobWorld(seed: UInt64(seed))
            let job: Job
            do {
                job = try world.run()
            } catch let broken as JobWorld.Broken {
                Issue.record("seed \(seed): \(broken.what)")
                continue
            }
            #expect(world.perhapsCharged <= 1, "seed \(seed)")
            #expect(job.isSettled, "seed \(seed)")
            #expect((job.state.name == .published) == world.isFolderVisible, "seed \(seed)")
            self.checkMoney(job, world, seed)
            self.checkFile(job, world, seed)
        }
    }

    /// What was charged is delivered, or its owner is told that it may have been charged.
    private func checkMoney(_ job: Job, _ world: JobWorld, _ seed: Int) {
        let isCharged = world.requests.contains(where: \.isCharged)
        switch job.state {
        case .published:
            #expect(isCharged, "seed \(seed)")
        case .failed(let failure):
            if isCharged { #expect(failure.mayHaveBeenCharged && failure.requestID != nil, "seed \(seed)") }
        case .unconfirmed(let failure):
            #expect(failure.mayHaveBeenCharged, "seed \(seed)")
        case .cancelled:
            #expect(!isCharged, "seed \(seed)")
            #expect(world.requests.allSatisfy { $0.state == .cancelled }, "seed \(seed)")
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing:
            Issue.record("seed \(seed): \(job.state.name) is no end")
        }
    }

    /// The file's name is the job's state.
    private func checkFile(_ job: Job, _ world: JobWorld, _ seed: Int) {
        let wanted: JobWorld.File? =
            switch job.state.name {
            case .published: .removed
            case .failed, .unconfirmed: .failed
            // Cancelled before the claim: the file has no name of promptd's yet.
            case .cancelled: world.file == .dropped ? .dropped : .cancelled
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing: nil
            }
        #expect(world.file == wanted, "seed \(seed)")
    }

    /// A simulation that never gets anywhere would keep every promise.
    @Test func reachesEveryStateAndEnd() throws {
        var seen: Set<JobState.Name> = []
        var codes: Set<Failure.Code> = []
        var isCancelledAtAPI = false
        for seed in 0..<600 {
            var world = JobWorld(seed: UInt64(seed))
            let job = try world.run()
            seen.formUnion(world.seen)
            switch job.state {
            case .failed(let failure), .unconfirmed(let failure): codes.insert(failure.code)
            case .cancelled(let paid): isCancelledAtAPI = isCancelledAtAPI || paid != nil
            default: break
            }
        }
        #expect(seen == Set(JobState.Name.allCases))
        #expect(
            codes.isSuperset(of: [
                .unconfirmed, .refused, .unknownModel, .generationFailed, .noOutput, .cancelledElsewhere,
                .resultUnusable,
            ])
        )
        #expect(isCancelledAtAPI)
    }
}

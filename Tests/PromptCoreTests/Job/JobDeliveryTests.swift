import Testing

@testable import PromptCore

@Suite struct JobDeliveryTests {
    private func output(_ job: Job) throws -> JobState.Output {
        switch job.state {
        case .collecting(let output), .publishing(let output): return output
        default: return try #require(nil as JobState.Output?)
        }
    }

    @Test(arguments: [
        (RequestState.queued(position: 1), Job.StatusAction.wait), (.running, .wait), (.completed, .fetchResult),
        (.failed("no GPU"), .fetchResult), (.cancelled, .proceed), (.unrecognised("napping"), .warn("napping")),
    ])
    func answersAStatus(status: RequestState, order: Job.StatusAction) throws {
        for state in [JobState.Name.queued, .running] {
            var job = try JobSample.job(state)
            #expect(job.statusReceived(status, at: JobSample.time) == order)
        }
        var ended = try JobSample.job(.published)
        #expect(ended.statusReceived(status, at: JobSample.time) == .proceed)
    }

    @Test(arguments: [
        (RequestState.queued(position: 1), Job.StatusAction.wait), (.running, .wait), (.completed, .proceed),
        (.failed("no GPU"), .proceed), (.cancelled, .proceed), (.unrecognised("napping"), .warn("napping")),
    ])
    func answersAResult(state: RequestState, order: Job.StatusAction) throws {
        for name in [JobState.Name.queued, .running] {
            var job = try JobSample.job(name)
            #expect(job.resultReceived(JobSample.result(state, outputs: 3), at: JobSample.time) == order)
        }
    }

    @Test func aFinishedGenerationWantsAllItsFiles() throws {
        var job = try JobSample.job(.running)
        _ = job.resultReceived(JobSample.result(.completed, outputs: 3), at: JobSample.time)
        let output = try self.output(job)
        #expect(output.wanted == [0, 1, 2])
        #expect(output.cost == USD(micros: 105_000))
        #expect(output.warnings.isEmpty)
    }

    @Test func tellsThatTheNumberIsAnother() throws {
        var job = try JobSample.job(.running)
        _ = job.resultReceived(JobSample.result(.completed, outputs: 2), at: JobSample.time)
        #expect(try self.output(job).warnings == ["3 images were asked for, the API gave 2"])
    }

    /// What was paid for and could be had is delivered, even if it is not all.
    @Test func deliversAPartWithItsReasons() throws {
        let output = try self.output(try JobSample.job(.publishing))
        #expect(output.collected.map(\.file) == [JobSample.file(1), JobSample.file(2)])
        #expect(output.lost == ["the link is dead"])
        #expect(output.warnings == ["a file could not be fetched: the link is dead"])
    }

    @Test func failsOnlyIfNothingCouldBeHad() throws {
        var job = try JobSample.job(.running)
        _ = job.resultReceived(JobSample.result(.completed, outputs: 2), at: JobSample.time)
        job.fileLost(0, "HTTP 410")
        job.collectionEnded()
        #expect(job.state.name == .collecting)
        job.fileLost(1, "HTTP 404")
        job.collectionEnded()
        #expect(job.state == .failed(.resultUnusable("HTTP 410", try JobSample.requestID())))
    }

    /// A failed download that is reported late must not throw away a file that lies whole in staging.
    @Test func aCollectedFileIsNotLost() throws {
        var job = try JobSample.job(.collecting)
        let before = job
        job.fileLost(1, "HTTP 410")
        job.fileLost(9, "HTTP 410")
        job.fileCollected(-1, JobSample.file(1))
        #expect(job == before)
    }

    @Test func renewsOnlyTheLinksStillNeeded() throws {
        var job = try JobSample.job(.collecting)
        let fresh = JobSample.links(3, signature: "new")
        job.linksRenewed(JobSample.places(2, signature: "new"))
        #expect(job == (try JobSample.job(.collecting)))
        job.linksRenewed(JobSample.places(3, signature: "new"))
        let old = JobSample.links(3)
        #expect(try self.output(job).files.map(\.link) == [fresh[0], old[1], old[2]])
    }

    /// Damage sends only what is damaged through the collection again, and says nothing twice.
    @Test func fetchesDamagedFilesAgain() throws {
        var job = try JobSample.job(.collecting)
        job.fileCollected(0, JobSample.file(1), warning: "it is small")
        job.collectionEnded()
        let warnings = try self.output(job).warnings
        job.stagingDamaged([JobSample.file(1).name, "stranger.jpg"])
        #expect(try self.output(job).wanted == [0])
        job.collectionEnded()
        #expect(job.state.name == .collecting)
        job.fileCollected(0, JobSample.file(1), warning: "it is small")
        job.collectionEnded()
        #expect(job.state.name == .publishing)
        #expect(try self.output(job).warnings == warnings)
        #expect(warnings == ["it is small", "a file could not be fetched: the link is dead"])
    }

    /// Catches an API that fills the disk: what it says is bounded by what was asked for, with a margin.
    @Test(arguments: [(3, 3), (64, 64), (1200, 64)])
    func takesNoMoreOutputsThanCouldBeMeant(_ came: Int, _ taken: Int) throws {
        var job = try JobSample.job(.running)
        _ = job.resultReceived(JobSample.result(.completed, outputs: came), at: JobSample.time)
        #expect(try self.output(job).files.count == taken)
        #expect(try self.output(job).warnings.contains { $0.contains("the first 64 are delivered") } == (came > taken))
        job.linksRenewed(JobSample.places(came, signature: "new"))
        #expect(try self.output(job).files.count == taken)
    }

    /// Catches a cap that what came beyond what was asked for slips under, or one that forgets what was asked for.
    @Test(arguments: [(1, 3, 105_000), (3, 3, 105_000), (6, 6, 210_000)])
    func whatCameCounts(_ came: Int, _ images: Int, _ micros: Int64) throws {
        var job = try JobSample.job(.running)
        var result = JobSample.result(.completed, outputs: came)
        result.cost = nil
        _ = job.resultReceived(result, at: JobSample.time)
        let charge = try #require(job.charge)
        #expect(charge.images == images && charge.cost == USD(micros: micros))
    }

    /// Catches time of trying that a restart forgets.
    @Test func theTimeOfTryingAddsUp() throws {
        var job = try JobSample.job(.collecting)
        job.collectionTried(seconds: 600)
        job.collectionTried(seconds: 700)
        #expect(try self.output(job).triedSeconds == 1300)
        let other = try JobSample.job(.queued)
        var same = other
        same.collectionTried(seconds: 600)
        #expect(same == other)
    }

    /// Catches a missing output whose reason is thrown away, or whose neighbours take its number.
    @Test func aMissingOutputKeepsItsPlaceAndReason() throws {
        var job = try JobSample.job(.running)
        var result = JobSample.result(.completed, outputs: 3)
        result.places[1] = .missing(.image, reason: "content policy")
        _ = job.resultReceived(result, at: JobSample.time)
        var output = try self.output(job)
        #expect(output.wanted == [0, 2] && output.files.count == 3)
        #expect(output.missing.map(\.number) == [1, 2, 3] && output.lost == ["content policy"])
        #expect(output.warnings == ["3 images were asked for, the API gave 2"])
        #expect(job.charge?.images == 3)
        // It may only have been late.
        job.fileCollected(0, JobSample.file(1))
        var late = job
        late.linksRenewed(JobSample.places(3))
        output = try self.output(late)
        #expect(output.wanted == [1, 2] && output.lost == [])
        job.fileCollected(2, JobSample.file(3))
        #expect(try self.output(job).missing.map(\.number) == [2])
        job.collectionEnded()
        #expect(job.state.name == .publishing)
    }

    /// Catches good files that wait for a bad one, a late one that is thrown away or shown twice, and one that never comes,
    /// was promised, and keeps the job from its end, or of which nobody is told.
    @Test(arguments: [true, false])
    func whatIsThereIsShownAndTheRestWhenItComes(doesCome: Bool) throws {
        var job = try JobSample.job(.running)
        _ = job.resultReceived(JobSample.result(.completed, outputs: 3), at: JobSample.time)
        let nothing = job
        job.partDue()
        #expect(job == nothing, "there is nothing to show")
        job.fileCollected(0, JobSample.file(1))
        job.fileCollected(2, JobSample.file(3))
        job.partDue()
        #expect(job.state.name == .publishing)
        #expect(try self.output(job).missing.map(\.number) == [2])
        job.published("sunset", at: JobSample.time)
        #expect(job.state.name == .collecting)
        #expect(try self.output(job).wanted == [1])
        let waiting = job
        job.partDue()
        #expect(job == waiting, "all there is has been shown")
        if doesCome { job.fileCollected(1, JobSample.file(2)) } else { job.fileLost(1, "gone") }
        job.collectionEnded()
        if doesCome {
            let output = try self.output(job)
            #expect(job.state.name == .publishing && output.collected.map(\.file) == [JobSample.file(2)])
            #expect(output.missing.map(\.number) == [1, 3] && output.missing.allSatisfy { $0.why.contains("sunset") })
            job.published("sunset-2", at: JobSample.time)
        }
        #expect(job.charge?.images == 3)
        switch job.state {
        case .published(let delivery): #expect(doesCome && delivery.folder == "sunset", "its first folder is the job's")
        case .failed(let failure):
            #expect(!doesCome && failure.code == .resultUnusable && failure.mayHaveBeenCharged)
            #expect(failure.requestID == (try JobSample.requestID()))
            #expect(failure.message == "1 of 3 files could not be fetched: no. 2 (gone)")
            #expect(failure.hint.contains("in sunset."))
        default: Issue.record("\(job.state)")
        }
    }

    @Test func nothingButMissingOutputsSaysWhy() throws {
        var job = try JobSample.job(.running)
        var result = JobSample.result(.completed)
        result.places = [.missing(.image, reason: "content policy")]
        _ = job.resultReceived(result, at: JobSample.time)
        guard case .failed(let failure) = job.state else {
            Issue.record("\(job.state)")
            return
        }
        #expect(failure.code == .noOutput && failure.message.hasSuffix(": content policy"))
    }
}

import PromptCore
import Testing

@testable import PromptService

/// How long paid files are tried for: by promptd's own clock that only moves on.
struct CollectPatienceTests {
    private func output(collected: Int, of count: Int = 2) -> JobState.Output {
        let link = OutputLink(kind: .image, url: "https://a.runcomfy.net/1.gif")
        let file = CollectedFile(name: "a", bytes: 1, sha256: "", mediaType: "image/gif", width: 1, height: 1)
        return .init(
            paid: .init(requestID: .sample),
            files: (0..<count).map { .init(link: link, progress: $0 < collected ? .collected(file) : .wanted) }
        )
    }

    /// Catches a file that is given up too early, one that is never given up, and good files that wait a week for it.
    @Test func itIsOverAsLateAsTheFilesMayWait() {
        var settings = DaemonSettings.sample
        (settings.giveUpAfter, settings.partialAfter) = (.seconds(1000), .seconds(100))
        let start = ContinuousClock.now
        let patience = CollectPatience(LiveSettings(settings), now: start)
        for collected in 0...1 {
            var output = self.output(collected: collected)
            let hasPart = collected > 0
            #expect(!patience.isOver(output, now: start + .seconds(999)))
            #expect(patience.isOver(output, now: start + .seconds(1000)))
            #expect(!patience.isPartDue(output, now: start + .seconds(99)))
            #expect(patience.isPartDue(output, now: start + .seconds(100)) == hasPart)
            output.triedSeconds = 60
            #expect(patience.isOver(output, now: start + .seconds(940)), "an earlier process has tried too")
            #expect(!patience.isOver(output, now: start + .seconds(939)))
            let later = CollectPatience(LiveSettings(settings), triedBefore: 60, now: start)
            #expect(later.isPartDue(output, now: start + .seconds(40)) == hasPart)
        }
    }

    /// Catches a time without a network that counts as one of trying.
    @Test func aPauseDoesNotCount() {
        let start = ContinuousClock.now
        var patience = CollectPatience(.sample, now: start)
        patience.pause(now: start + .seconds(10_000))
        #expect(patience.toWriteDown(now: start + .seconds(10_599)) == nil)
        #expect(patience.toWriteDown(now: start + .seconds(10_600)) == 600)
    }

    /// Catches good files that nobody sees for as long as the other one's server is out of reach.
    @Test func aPartIsDueWhateverKeepsTheOthers() {
        var settings = DaemonSettings.sample
        settings.partialAfter = .seconds(100)
        let start = ContinuousClock.now
        var patience = CollectPatience(LiveSettings(settings), triedBefore: 30, now: start)
        var output = self.output(collected: 1)
        output.triedSeconds = 30
        for second in [20, 40, 60] { patience.pause(now: start + .seconds(second)) }
        #expect(!patience.isPartDue(output, now: start + .seconds(69)))
        #expect(patience.isPartDue(output, now: start + .seconds(70)))
    }

    /// Catches time that is counted twice, or a commit for every attempt.
    @Test func whatIsWrittenDownCountsOnce() {
        let start = ContinuousClock.now
        var patience = CollectPatience(.sample, now: start)
        #expect(patience.toWriteDown(now: start + .seconds(599)) == nil)
        #expect(patience.toWriteDown(now: start + .seconds(650)) == 650)
        #expect(patience.toWriteDown(now: start + .seconds(1200)) == nil)
        #expect(patience.toWriteDown(now: start + .seconds(1250)) == 600)
    }
}

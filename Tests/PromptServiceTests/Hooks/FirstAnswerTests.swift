import Testing

@testable import PromptService

/// Waiting for what may never come.
@Suite(.timeLimit(.minutes(1)))
struct FirstAnswerTests {
    /// Catches an answer that is lost, and a wait for one that does not come.
    @Test func itIsTheAnswerOrNone() async {
        #expect(await FirstAnswer.within(.seconds(3600)) { 5 } == 5)
        let (never, end) = AsyncStream<Int>.makeStream()
        let none = await FirstAnswer.within(.milliseconds(1)) { await never.first { _ in true } }
        #expect(none == nil)
        end.finish()
    }
}

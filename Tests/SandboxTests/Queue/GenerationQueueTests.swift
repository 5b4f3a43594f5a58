import Testing

@testable import Sandbox

private func at(_ seconds: Double) -> Moment { Moment(milliseconds: Int64(seconds * 1000)) }

@Suite struct GenerationQueueTests {
    @Test func waitsItsTurnAndCountsDown() {
        var queue = GenerationQueue(slots: 1, imageSeconds: 2)
        for id in ["a", "b", "c"] { queue.submitted(id, images: 3, at: at(10)) }
        #expect(queue.standing(of: "a", at: at(10)) == .running)
        #expect(queue.standing(of: "b", at: at(10)) == .queued(position: 1))
        #expect(queue.standing(of: "c", at: at(10)) == .queued(position: 2))
        #expect(queue.standing(of: "c", at: at(16)) == .queued(position: 1))
        #expect(queue.standing(of: "b", at: at(21.999)) == .running)
        #expect(queue.standing(of: "b", at: at(22)) == .completed(at: at(22)))
        #expect(queue.standing(of: "c", at: at(28)) == .completed(at: at(28)))
        #expect(queue.standing(of: "a", at: at(28)) == .completed(at: at(16)))
        #expect(queue.standing(of: "nobody", at: at(28)) == nil)
    }

    /// Would catch times that depend on how often somebody asks: nobody asked for an hour here.
    @Test func oneLongStepEqualsManyShortOnes() {
        var asked = GenerationQueue(slots: 2, imageSeconds: 1.5)
        var left = asked
        for number in 0..<9 {
            asked.submitted("\(number)", images: number % 4 + 1, at: at(Double(number) / 3))
            left.submitted("\(number)", images: number % 4 + 1, at: at(Double(number) / 3))
        }
        for step in 0...36_000 { _ = asked.standing(of: "8", at: at(3 + Double(step) / 10)) }
        _ = left.standing(of: "8", at: at(3603))
        #expect(asked == left)
    }

    @Test func aCancelledRequestMakesRoomForThoseBehind() {
        var queue = GenerationQueue(slots: 1, imageSeconds: 1)
        for id in ["a", "b", "c"] { queue.submitted(id, images: 1, at: at(0)) }
        queue.cancelled("b", at: at(0.5))
        #expect(queue.standing(of: "b", at: at(9)) == .cancelled(at: at(0.5)))
        #expect(queue.standing(of: "c", at: at(9)) == .completed(at: at(2)))
    }

    @Test func aFailedRequestFreesItsSlot() {
        var queue = GenerationQueue(slots: 1, imageSeconds: 100)
        for id in ["a", "b"] { queue.submitted(id, images: 1, at: at(0)) }
        queue.failed("a", message: "no", at: at(1))
        #expect(queue.standing(of: "a", at: at(1)) == .failed(message: "no", at: at(1)))
        #expect(queue.standing(of: "b", at: at(1)) == .running)
    }

    @Test func changesHoldForWhatRunsToo() {
        var queue = GenerationQueue(slots: 0, imageSeconds: 1000)
        queue.submitted("a", images: 1, at: at(0))
        #expect(queue.standing(of: "a", at: at(5)) == .queued(position: 1))
        queue.changed(slots: 1, imageSeconds: 1000, at: at(6))
        #expect(queue.standing(of: "a", at: at(7)) == .running)
        queue.changed(slots: 1, imageSeconds: 0, at: at(8))
        #expect(queue.standing(of: "a", at: at(8)) == .completed(at: at(8)))
    }

    /// A wall clock set back must not bring a finished request back to life.
    @Test func timeNeverRunsBackwards() {
        var queue = GenerationQueue(slots: 1, imageSeconds: 1)
        queue.submitted("a", images: 1, at: at(100))
        #expect(queue.standing(of: "a", at: at(101)) == .completed(at: at(101)))
        #expect(queue.standing(of: "a", at: at(50)) == .completed(at: at(101)))
    }
}

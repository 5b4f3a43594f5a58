import Logging
import Synchronization
import Testing

@testable import Systemd

struct LogFloodTests {
    /// A clock that is turned by hand, and what was written.
    private final class Bench: Sendable {
        private let state = Mutex<
            (now: ContinuousClock.Instant, due: [(ContinuousClock.Instant, @Sendable () -> Void)])
        >(
            (.now, [])
        )
        private let lines = Mutex<[String]>([])

        func flood(summed: Set<String> = []) -> LogFlood {
            LogFlood(
                summed: summed,
                now: { self.state.withLock { $0.now } },
                later: { time, body in self.state.withLock { $0.due.append(($0.now + time, body)) } }
            )
        }

        func pass(_ time: Duration) {
            let due = self.state.withLock { state in
                state.now += time
                let due = state.due.filter { $0.0 <= state.now }
                state.due.removeAll { $0.0 <= state.now }
                return due
            }
            for (_, body) in due { body() }
        }

        func log(_ flood: LogFlood, _ level: Logger.Level, _ message: String, _ metadata: [String: String]) {
            let attributes = metadata.map { LogAttribute(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
            let event = LogEvent.sample(level: level, message: "\(message)")
            let write: LogFlood.Write = { event, attributes in
                self.lines.withLock { $0.append("\(event.level) \(event.message)\(LogText.tail(attributes))") }
            }
            if !flood.swallows(event, attributes, write: write) { write(event, attributes) }
        }

        /// What was written since the last look.
        var written: [String] {
            self.lines.withLock { lines in
                defer { lines = [] }
                return lines
            }
        }
    }

    private let bench = Bench()

    /// Catches a log that one dead API fills by all jobs there are, and a failure that is kept from whoever reads it.
    @Test func whatRepeatsIsCountedAndSummedUp() {
        let flood = self.bench.flood()
        func strike(_ count: Int, _ error: String) {
            for job in 0..<count { self.bench.log(flood, .warning, "cannot ask", ["error": error, "job": "\(job)"]) }
        }
        strike(64, "refused")
        #expect(self.bench.written == (0..<LogFlood.most).map { "warning cannot ask error=refused job=\($0)" })
        self.bench.pass(.seconds(59))
        strike(10, "refused")
        #expect(self.bench.written == [])
        self.bench.pass(.seconds(1))
        #expect(
            self.bench.written == [
                "warning cannot ask … and 69 more of this kind in the last minute count=69 error=refused"
            ]
        )
        strike(6, "refused")
        #expect(self.bench.written.count == LogFlood.most, "it begins anew")
        flood.finish()
        #expect(self.bench.written == ["warning cannot ask … and 1 more of this kind count=1 error=refused"])
        self.bench.pass(.seconds(120))
        #expect(self.bench.written == [], "nothing twice")
    }

    /// Catches a flood whose lines differ by a path alone.
    @Test func manyReasonsCountByTheirWords() {
        let flood = self.bench.flood()
        for file in 0..<1000 { self.bench.log(flood, .warning, "step failed", ["error": "no file \(file)"]) }
        #expect(self.bench.written.count == LogFlood.mostOfWords)
        self.bench.pass(.seconds(60))
        #expect(self.bench.written == ["warning step failed … and 980 more of this kind in the last minute count=980"])
    }

    /// Catches a line about a job's end or its money that is swallowed, and news taken for a repetition.
    @Test(arguments: [
        (Logger.Level.critical, ["error": "x", "job": "j"]), (.error, ["error": "x", "job": "j"]),
        (.error, ["error": "x", "prompt": "p"]), (.warning, ["error.code": "x", "message.id": "1"]),
        (.notice, ["job": "j"]), (.notice, [:]), (.debug, ["error": "x"]),
    ])
    func whatIsNeverSwallowed(_ level: Logger.Level, _ metadata: [String: String]) {
        let flood = self.bench.flood(summed: ["2"])
        for _ in 0..<200 { self.bench.log(flood, level, "it", metadata) }
        #expect(self.bench.written.count == 200)
    }

    /// Catches a kind of message with an id that fills the log although it is to be summed up.
    @Test func someMessagesWithAnIDAreSummedUp() {
        let flood = self.bench.flood(summed: ["2"])
        for file in 0..<30 {
            self.bench.log(flood, .notice, "not taken", ["reason": "x", "file": "\(file)", "message.id": "2"])
        }
        #expect(self.bench.written.count == LogFlood.most)
        flood.finish()
        #expect(self.bench.written == ["notice not taken … and 25 more of this kind count=25 reason=x"])
    }

    /// Catches a table that grows with every message there ever was, and one that forgets what it has counted.
    @Test func theTableIsBounded() {
        let flood = self.bench.flood()
        for kind in 0..<(LogFlood.kinds * 4) {
            self.bench.log(flood, .warning, "message \(kind)", ["error": "x"])
        }
        #expect(self.bench.written.count == LogFlood.kinds * 4, "different ones are no flood")
        self.bench.pass(.seconds(60))
        for _ in 0..<9 { self.bench.log(flood, .warning, "again", ["error": "x"]) }
        #expect(self.bench.written.count == LogFlood.most, "there is room again")
        flood.finish()
        #expect(self.bench.written == ["warning again … and 4 more of this kind count=4 error=x"])
    }
}

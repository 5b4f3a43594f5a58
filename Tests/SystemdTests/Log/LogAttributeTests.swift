import Logging
import Testing

@testable import Systemd

struct LogAttributeTests {
    struct Broken: Error, CustomStringConvertible {
        var description: String { "it broke" }
    }

    @Test func whatIsNearerToTheEventWins() {
        let provider = Logger.MetadataProvider { ["b": "provider", "c": "provider", "d": "provider"] }
        let event = LogEvent.sample(metadata: ["c": "event", "e": "event"])
        let folded = LogAttribute.folded(logger: ["a": "logger", "b": "logger"], provider: provider, event: event)
        #expect(folded.map(\.key) == ["a", "b", "c", "d", "e"])
        #expect(folded.map(\.value) == ["logger", "provider", "event", "provider", "event"])
    }

    @Test func anErrorIsAddedUnderItsOwnKeys() {
        let folded = LogAttribute.folded(logger: [:], provider: nil, event: .sample(error: Broken()))
        #expect(folded.map(\.key) == ["error.message", "error.type"])
        #expect(folded.first?.value == "it broke")
        #expect(folded.last?.value.hasSuffix("LogAttributeTests.Broken") == true)
    }

    /// A dictionary has no order of its own: unsorted, the same event would be written in different ways.
    @Test(
        arguments: [
            ("text", "text"),
            (.stringConvertible(42), "42"),
            (["b", .stringConvertible(1)], "[b, 1]"),
            (["z": "1", "a": ["y", "x"], "m": "2", "k": "3", "c": "4"], "{a: [y, x], c: 4, k: 3, m: 2, z: 1}"),
        ] as [(Logger.MetadataValue, String)]
    )
    func aValueBecomesText(_ value: Logger.MetadataValue, _ expected: String) {
        let folded = LogAttribute.folded(logger: ["key": value], provider: nil, event: .sample())
        #expect(folded == [LogAttribute(key: "key", value: expected)])
    }
}

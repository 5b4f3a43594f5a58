import Foundation
import Logging
import Testing

@testable import Systemd

struct LogOutputTests {
    private let pipe = Pipe()
    private var descriptor: Int32 { self.pipe.fileHandleForWriting.fileDescriptor }

    @Test func aStandardErrorThatIsTheJournalsStreamMeansTheJournal() throws {
        let output = try self.output(stream: self.identity())
        #expect(output.destination == .journal)
        #expect(output.handler(for: "promptd") is JournalLogHandler)
    }

    /// The variable is inherited: with `promptd 2>file` in a unit the text belongs into the file.
    @Test(arguments: [nil, "", "1:2", "x", "1:2:3", ":"])
    func anyOtherStandardErrorGetsLines(_ stream: String?) {
        let output = self.output(stream: stream)
        #expect(output.destination == .standardError)
        #expect(output.handler(for: "promptd") is StderrLogHandler)
    }

    @Test func aDescriptorThatIsClosedIsNotTheJournal() {
        let output = LogOutput(identifier: "i", level: .info, environment: ["JOURNAL_STREAM": "0:0"], descriptor: -1)
        #expect(output.destination == .standardError)
    }

    /// Catches a format that somebody has asked for and that the journal keeps from them.
    @Test(arguments: [LogFormat.plain, .json])
    func anotherFormatIsForLines(_ format: LogFormat) throws {
        let output = LogOutput(
            identifier: "promptd",
            level: .warning,
            format: format,
            environment: ["JOURNAL_STREAM": try self.identity()],
            descriptor: self.descriptor
        )
        #expect(output.destination == .standardError)
        Logger(label: "promptd") { output.handler(for: $0) }.warning("x")
        try self.pipe.fileHandleForWriting.close()
        let text = String(decoding: try #require(try self.pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        #expect(text.hasPrefix("{") == (format == .json))
    }

    /// The rule of swift-log for every handler: a copy of a logger shares nothing with it.
    @Test(arguments: [true, false])
    func aHandlerIsAValueWithTheLevelItWasGiven(_ journal: Bool) throws {
        let output = self.output(stream: journal ? try self.identity() : nil)
        var first = Logger(label: "one") { output.handler(for: $0) }
        #expect(first.logLevel == .warning)
        first.logLevel = .debug
        first[metadataKey: "only-on"] = "first"
        var second = first
        second.logLevel = .error
        second[metadataKey: "only-on"] = "second"
        #expect(first.logLevel == .debug)
        #expect(second.logLevel == .error)
        #expect(first[metadataKey: "only-on"] == "first")
        #expect(second[metadataKey: "only-on"] == "second")
    }

    /// End to end: logger, provider and event meet on the line, and one event is one line.
    @Test(.timeLimit(.minutes(1)))
    func linesArriveOnTheDescriptor() throws {
        let output = self.output(stream: nil)
        let provider = Logger.MetadataProvider { ["trace.id": "t\n1"] }
        var logger = Logger(label: "promptd") { output.handler(for: $0, metadataProvider: provider) }
        logger[metadataKey: "job.id"] = "j1"
        logger.warning("will retry", metadata: ["http.status": "503", "message.id": "0a0a"])
        logger.info("below the level")
        logger.error("gave up")
        try self.pipe.fileHandleForWriting.close()
        let text = String(decoding: try #require(try self.pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        let lines = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).last }
        #expect(
            lines == [
                "warning will retry http.status=503 job.id=j1 trace.id=\"t\\n1\"",
                "error gave up job.id=j1 trace.id=\"t\\n1\"",
            ]
        )
        #expect(text.hasSuffix("\n"))
    }

    private func output(stream: String?) -> LogOutput {
        let environment = stream.map { ["JOURNAL_STREAM": $0] } ?? [:]
        return LogOutput(
            identifier: "promptd",
            level: .warning,
            environment: environment,
            descriptor: self.descriptor
        )
    }

    /// The pipe as systemd would name it.
    private func identity() throws -> String {
        var facts = stat()
        _ = try systemCall { fstat(self.descriptor, &facts) }
        return "\(facts.st_dev):\(facts.st_ino)"
    }
}

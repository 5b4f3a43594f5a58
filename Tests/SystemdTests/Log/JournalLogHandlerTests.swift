import Foundation
import Logging
import Synchronization
import Testing

@testable import Systemd

struct JournalLogHandlerTests {
    private let pipe = Pipe()

    @Test func anEventGoesToTheJournalWithAllItsMetadataAndNowhereElse() throws {
        let sent = Mutex<[JournalEntry]>([])
        var logger = self.logger { entry throws(SystemCallError) in sent.withLock { $0.append(entry) } }
        logger[metadataKey: "job.id"] = "j1"
        logger.warning("will retry", metadata: ["http.status": "503"])
        logger.info("below the level")
        let entries = sent.withLock { $0 }
        #expect(entries.count == 1)
        #expect(entries.first?.fields.first == "MESSAGE=will retry http.status=503 job.id=j1 trace.id=t1")
        #expect(entries.first?.fields.contains("PROMPTD_LOGGER=promptd.runner") == true)
        #expect(entries.first?.fields.contains("SYSLOG_IDENTIFIER=promptd") == true)
        #expect(entries.first?.fields.contains { $0.hasPrefix("CODE_FUNC=anEventGoes") } == true)
        #expect(try self.fallbackText().isEmpty)
    }

    /// The journal is where errors are reported: an event that it refuses must not vanish with the reason.
    @Test func anEventThatTheJournalRefusesGoesToStandardErrorWithTheReason() throws {
        let logger = self.logger { _ throws(SystemCallError) in throw SystemCallError(number: ENOBUFS) }
        logger.error("gave up", metadata: ["job.id": "j1"])
        let text = try self.fallbackText()
        #expect(
            text
                == "1970-01-01T00:00:01.002Z error gave up job.id=j1 trace.id=t1 "
                + "journal.error=\"No buffer space available\"\n"
        )
    }

    private func logger(
        send: @escaping @Sendable (JournalEntry) throws(SystemCallError) -> Void
    ) -> Logger {
        let descriptor = self.pipe.fileHandleForWriting.fileDescriptor
        return Logger(label: "promptd.runner") { label in
            JournalLogHandler(
                label: label,
                identifier: "promptd",
                level: LogLevel(.warning),
                metadataProvider: Logger.MetadataProvider { ["trace.id": "t1"] },
                send: send,
                fallback: LogLineWriter(descriptor: descriptor, now: { WallTime(seconds: 1, milliseconds: 2) }),
                flood: nil
            )
        }
    }

    private func fallbackText() throws -> String {
        try self.pipe.fileHandleForWriting.close()
        return String(decoding: try self.pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
}

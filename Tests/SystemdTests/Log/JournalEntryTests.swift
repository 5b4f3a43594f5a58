import Logging
import Testing

@testable import Systemd

struct JournalEntryTests {
    @Test func anEventBecomesNativeFields() {
        let entry = JournalEntry(
            event: .sample(level: .warning),
            label: "promptd.runner",
            identifier: "promptd",
            attributes: [LogAttribute(key: "http.status", value: "503"), LogAttribute(key: "job.id", value: "j 1")]
        )
        #expect(
            entry.fields == [
                "MESSAGE=result published http.status=503 job.id=\"j 1\"",
                "PRIORITY=4",
                "SYSLOG_IDENTIFIER=promptd",
                "CODE_FILE=PromptService/JobRunner.swift",
                "CODE_LINE=42",
                "CODE_FUNC=publish(_:)",
                "PROMPTD_LOGGER=promptd.runner",
                "PROMPTD_HTTP_STATUS=503",
                "PROMPTD_JOB_ID=j 1",
            ]
        )
    }

    /// Catches an id of a kind of message that `journalctl MESSAGE_ID=` does not find, or that people see.
    @Test func theIDOfAMessageIsAFieldOfItsOwn() {
        let id = String(repeating: "0a", count: 16)
        let entry = JournalEntry(
            event: .sample(message: "m"),
            label: "l",
            identifier: "i",
            attributes: [LogAttribute(key: "k", value: "1"), LogAttribute(key: "message.id", value: id)]
        )
        #expect(entry.fields.first == "MESSAGE=m k=1")
        #expect(entry.fields.suffix(2) == ["PROMPTD_K=1", "MESSAGE_ID=\(id)"])
    }

    /// The message is shown by people's eyes and stays one line; a field is read by programs and stays as it is.
    @Test func aLineBreakIsEscapedInTheMessageAndKeptInTheField() {
        let entry = JournalEntry(
            event: .sample(message: "a\nb"),
            label: "l",
            identifier: "i",
            attributes: [LogAttribute(key: "k", value: "1\n2")]
        )
        #expect(entry.fields.first == "MESSAGE=a\\nb k=\"1\\n2\"")
        #expect(entry.fields.last == "PROMPTD_K=1\n2")
    }

    /// journald drops a field whose name it does not like, without a word.
    @Test(arguments: [
        ("job.id", "PROMPTD_JOB_ID"),
        ("queue.request_id", "PROMPTD_QUEUE_REQUEST_ID"),
        ("h2-stream", "PROMPTD_H2_STREAM"),
        ("a=b\nMESSAGE", "PROMPTD_A_B_MESSAGE"),
        ("größe", "PROMPTD_GR____E"),
        ("", "PROMPTD_"),
        (String(repeating: "x", count: 100), "PROMPTD_" + String(repeating: "X", count: 56)),
    ])
    func aKeyBecomesAFieldNameThatJournaldTakes(_ key: String, _ expected: String) {
        #expect(JournalEntry.fieldName(key) == expected)
    }

    @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2]))
    func aLevelBecomesASyslogPriority(_ level: Logger.Level, _ expected: Int) {
        #expect(JournalEntry.priority(level) == expected)
    }
}

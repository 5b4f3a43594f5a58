import Foundation
import Logging
import Testing

@testable import Systemd

struct LogLineWriterTests {
    @Test(
        arguments: [
            ("started", [], "2026-02-03T04:05:06.007Z notice started"),
            (
                "result published",
                [LogAttribute(key: "images", value: "3"), LogAttribute(key: "job.id", value: "j1")],
                "2026-02-03T04:05:06.007Z notice result published images=3 job.id=j1"
            ),
            // The forged second line of a log, from a file name.
            (
                "bad prompt", [LogAttribute(key: "file", value: "x\n2026-02-03T04:05:06.007Z notice paid job.id=j2")],
                "2026-02-03T04:05:06.007Z notice bad prompt file=\"x\\n2026-02-03T04:05:06.007Z notice paid job.id=j2\""
            ),
            ("a\nb", [LogAttribute(key: "k\ny", value: "")], "2026-02-03T04:05:06.007Z notice a\\nb \"k\\ny\"=\"\""),
        ] as [(String, [LogAttribute], String)]
    )
    func anEventIsExactlyOneLine(_ message: String, _ attributes: [LogAttribute], _ expected: String) {
        let time = WallTime(seconds: 1_770_091_506, milliseconds: 7)
        let line = LogLineWriter.line(time: time, level: .notice, message: message, attributes: attributes)
        #expect(line == expected)
    }

    /// Catches a line that no parser reads, a name twice, and a value that ends its string.
    @Test func anEventIsOneObject() throws {
        let attributes = [
            LogAttribute(key: "error.code", value: "a\"b\\c\nd\u{202E}e\u{1}"),
            LogAttribute(key: "error_code", value: "2"),
            LogAttribute(key: "message.id", value: "0a0a"), LogAttribute(key: "job", value: "\u{E0041}ü🌅"),
        ]
        let time = WallTime(seconds: 1_770_091_506, milliseconds: 7)
        let line = LogLineWriter.json(time: time, level: .warning, message: "it {\n}", attributes: attributes)
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        #expect(
            object == [
                "time": "2026-02-03T04:05:06.007Z", "level": "warning", "message": "it {\n}",
                "promptd_error_code": attributes[0].value, "message_id": "0a0a", "promptd_job": attributes[3].value,
            ]
        )
    }
}

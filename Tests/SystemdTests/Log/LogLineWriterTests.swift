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
}

import FoundationEssentials
import Testing

@testable import RunComfy

@Suite struct TextTests {
    @Test(arguments: [
        ("2026-01-02T03:04:05Z", 1_767_323_045.0), ("2026-01-02T03:04:05.250Z", 1_767_323_045.25),
        ("2026-01-02T03:04:05.123456+02:00", 1_767_315_845.123456), ("2026-01-02T03:04:05", nil), ("yesterday", nil),
        ("", nil), ("2026-13-02T03:04:05Z", nil),
    ])
    func timesAreReadWithAndWithoutAFraction(text: String, seconds: Double?) {
        let read = WireDate.rfc3339(text)?.timeIntervalSince1970
        #expect((read == nil) == (seconds == nil))
        #expect(abs((read ?? 0) - (seconds ?? 0)) < 0.001)
    }

    @Test(
        arguments: [
            (nil, nil), ("7", 7), ("0.5", 0.5), ("-3", 0), ("999999999", 86_400), ("soon", nil), ("inf", nil),
            ("nan", nil),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 30), ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
            ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
        ] as [(String?, Double?)]
    )
    func retryAfterIsReadAsSecondsAndAsADate(header: String?, seconds: Double?) throws {
        let now = try requireValue(WireDate.rfc3339("1994-11-06T08:49:07Z"))
        #expect(WireDate.retryAfter(header, now: now) == seconds)
    }
}

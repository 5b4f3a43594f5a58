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

    /// Give-up times and sidecars would believe a zero time.
    @Test(arguments: [
        ("0001-01-01T00:00:00Z", nil), ("1970-01-01T00:00:00Z", nil), ("2019-12-31T23:59:59Z", nil), ("soon", nil),
        ("2020-01-01T00:00:00Z", 1_577_836_800.0), ("2026-01-02T03:04:05Z", 1_767_323_045.0),
    ])
    func aTimeBeforeThereWasAnAPIIsNone(text: String, seconds: Double?) {
        #expect(WireDate.moment(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(
        arguments: [
            (nil, nil), ("7", 7), ("0.5", 0.5), ("-3", 0), ("3600", 3600), ("3601", 3600),
            ("86400", 3600), ("1e999", 3600), (String(repeating: "9", count: 400), 3600), ("-1e999", 0), ("soon", nil),
            ("nan", nil), ("", nil),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 30), ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Mon, 07 Nov 1994 08:49:37 GMT", 3600),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 3600),
            ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
        ] as [(String?, Double?)]
    )
    func retryAfterIsReadAsSecondsAndAsADate(header: String?, seconds: Double?) throws {
        let now = try requireValue(WireDate.rfc3339("1994-11-06T08:49:07Z"))
        #expect(WireDate.retryAfter(header, now: now) == seconds)
    }
}

import Testing

@testable import Systemd

struct NotifyMessageTests {
    @Test(arguments: [
        ("", ""),
        ("Idle", "Idle"),
        ("a\nb\r\nc\0d\u{1B}[31m", "a b  c d [31m"),
        ("Grüße 图 👩‍🎨", "Grüße 图 👩‍🎨"),
        (String(repeating: "x", count: 200), String(repeating: "x", count: 200)),
        (String(repeating: "x", count: 201), String(repeating: "x", count: 200)),
        // 199 bytes and a character of two: half of it would make systemd drop the whole status as bad UTF-8.
        (String(repeating: "x", count: 199) + "ü", String(repeating: "x", count: 199)),
        (String(repeating: "x", count: 198) + "ü", String(repeating: "x", count: 198) + "ü"),
        // The painter is one character of 11 bytes: cut inside, it would turn into a woman.
        (String(repeating: "x", count: 195) + "👩‍🎨!", String(repeating: "x", count: 195)),
        // What comes after the cut must not slip in because it is short.
        (String(repeating: "x", count: 199) + "üy", String(repeating: "x", count: 199)),
    ])
    func aStatusIsOneLineOfAtMost200Bytes(_ text: String, _ expected: String) {
        #expect(NotifyMessage.statusText(text) == expected)
    }
}

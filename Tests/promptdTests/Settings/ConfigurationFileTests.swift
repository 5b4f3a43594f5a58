import Foundation
import Testing

@testable import promptd

/// What a person may have written, and what must not be taken for "no cap".
struct ConfigurationFileTests {
    private static func read(_ text: String) throws(ExitError) -> [SettingKey: ConfigurationFile.Value] {
        try ConfigurationFile.parse(text, path: "promptd.yaml")
    }

    /// Catches a cap that is written down and silently none: misspelt, in another place, or of another kind.
    @Test(
        arguments: [
            ("max-usd-per-days: 5\n", "line 1: there is no setting \"max-usd-per-days\""),
            ("log-level: error\r\nmax-usd-per-days: 5\r\n", "line 2: there is no setting \"max-usd-per-days\""),
            ("log-level: error\n\"max-usd-per-days\": 5\n", "line 2: there is no setting \"max-usd-per-days\""),
            ("  max-image-per-day: 1\n", "there is no setting \"max-image-per-day\""),
            ("{max-image-per-day: 1}\n", "there is no setting \"max-image-per-day\""),
            ("? max-image-per-day\n: 1\n", "there is no setting \"max-image-per-day\""),
            ("Max-Images-Per-Day: 1\n", "there is no setting \"Max-Images-Per-Day\""),
            ("caps:\n  max-images-per-day: 1\n", "there is no setting \"caps\""),
            ("[a]: 1\n", "there is no setting \"of this form\""),
            ("max-images-per-day: [1]\n", "line 1: max-images-per-day must be one value"),
            ("max-usd-per-day:\n  - 5\n", "max-usd-per-day must be one value"),
            ("max-usd-per-day: {amount: 5}\n", "max-usd-per-day must be one value"),
            ("download-hosts: {a: b}\n", "download-hosts must be one value"),
            ("download-hosts: [[a.example.com]]\n", "download-hosts must be one value"),
            ("max-usd-per-day:\n", "max-usd-per-day has no value; write an amount"),
            ("max-usd-per-day: ~\n", "max-usd-per-day has no value"),
            ("max-images-per-day: null # soon\n", "max-images-per-day has no value"),
            ("max-images-per-day: 1\nmax-images-per-day: 100\n", "not valid YAML"),
            ("max-images-per-day: 1\n---\nmax-images-per-day: 100\n", "not valid YAML"),
            ("settle: [\n", "not valid YAML"), ("- max-images-per-day: 1\n", "is no list of settings"),
            ("max-images-per-day 1\n", "is no list of settings"),
            ("base: &cap 1\nmax-images-per-day: *cap\n", "there is no setting \"base\""),
        ]
    )
    func whatIsNoSettingIsRefused(_ text: String, _ message: String) {
        let error = #expect(throws: ExitError.self) { try Self.read(text) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    /// Catches a file that is right and not read as it was written.
    @Test(
        arguments: [
            ("", [:]), ("# nothing yet\n", [:]), ("---\n", [:]),
            ("max-usd-per-day: 2.50\n", [.maxUSDPerDay: .text("2.50")]),
            (
                "max-usd-per-day: \"2.50\" # a day\r\nsettle: 2s\r\n",
                [.maxUSDPerDay: .text("2.50"), .settle: .text("2s")]
            ),
            (
                "{max-images-per-day: 010, time-zone: 'Europe/Berlin'}\n",
                [
                    .maxImagesPerDay: .text("010"), .timeZone: .text("Europe/Berlin"),
                ]
            ),
            (
                "download-hosts: [a.example.com, '*.b.example.com']\n",
                [
                    .downloadHosts: .list(["a.example.com", "*.b.example.com"])
                ]
            ),
            ("download-hosts:\n  - a.example.com\n", [.downloadHosts: .list(["a.example.com"])]),
            ("download-hosts: a.example.com, b.example.com\n", [.downloadHosts: .text("a.example.com, b.example.com")]),
            ("model: \"null\"\n", [.model: .text("null")]),
        ] as [(String, [SettingKey: ConfigurationFile.Value])]
    )
    func settingsAreReadAsWritten(_ text: String, _ values: [SettingKey: ConfigurationFile.Value]) throws {
        #expect(try Self.read(text) == values)
    }

    /// Catches a file that cannot be read and counts as an empty one.
    @Test func aFileThatCannotBeReadIsRefused() throws {
        let workspace = try Workspace(isEmpty: true)
        defer { workspace.discard() }
        let path = "\(workspace.path)/promptd.yaml"
        #expect(throws: ExitError.self) { try ConfigurationFile.read(path) }
        try Files.write([0x6D, 0xFF, 0x3A], to: path)
        let error = #expect(throws: ExitError.self) { try ConfigurationFile.read(path) }
        #expect(error?.message.contains("is not UTF-8") == true)
    }
}

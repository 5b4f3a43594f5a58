import ArgumentParser
import Foundation
import PromptTesting
import Testing

@testable import promptd

/// What is written about settings elsewhere, against the table.
struct SettingDocumentsTests {
    /// Catches a setting that README leaves out, makes up, or gives another default.
    @Test
    func readmeHasTheTable() throws {
        let section = try Repository.text("README.md").components(separatedBy: "\n## ")
            .first { $0.hasPrefix("Settings\n") }
        let rows = try #require(section).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let described = try rows.flatMap(Self.settings(in:))
        let expected = SettingKey.allCases.map {
            "\($0.rawValue): \($0.setting.defaultText ?? $0.setting.whenUnset ?? "–")"
        }
        #expect(described == expected)
    }

    /// Catches a setting that a reload does not take over, and of which README does not say so; or one that it does take.
    @Test
    func readmeSaysWhatNeedsARestart() throws {
        let rows = try Repository.text("README.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        for key in SettingKey.allCases {
            let row = try #require(rows.first { $0.split(separator: "|").first?.contains("`\(key.rawValue)`") == true })
            #expect(row.contains("a change needs a restart") != key.setting.isReloadable, "\(key.rawValue)")
        }
    }

    /// The settings and defaults of a row, where several names share one default or have one each.
    private static func settings(in row: Substring) throws -> [String] {
        let cells = row.split(separator: "|").prefix(2).map { cell in
            cell.replacing("`", with: "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let (names, defaults) = (try #require(cells.first), try #require(cells.last))
        try #require(defaults.count == 1 || defaults.count == names.count, "\(row)")
        return names.indices.map { "\(names[$0]): \(defaults.count == 1 ? defaults[0] : defaults[$0])" }
    }

    /// Catches an example with a setting that does not exist, or that cannot be read; those that are commented out count.
    @Test
    func theExampleCanBeUsed() async throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let path = "\(workspace.path)/promptd.yaml"
        let commented = /^# ([a-z-]+: \S+)$/.anchorsMatchLineEndings()
        let example = try Repository.text("examples/promptd.yaml").replacing(commented) { $0.output.1 }
        #expect(example.contains("\nmax-usd-per-day: 20\n"))
        try Files.write(example, to: path)
        let options = try SettingOptions.parse([
            "--config", path, "--inbox", workspace.inbox, "--outbox", workspace.outbox, "--state", workspace.state,
        ])
        let settings = try Settings(options, environment: [:])
        _ = try settings.daemon(once: false)
        _ = try settings.downloadPolicy(settings.endpoint())
        _ = try settings.timeouts()
        _ = try settings.logLevel()
        #expect(settings.text(.timeZone) == "Europe/Berlin")
    }

    /// Catches a line of the example that changes what would hold without it.
    @Test
    func theExampleKeepsTheDefaults() async throws {
        let options = try SettingOptions.parse(["--config", Repository.path("examples/promptd.yaml")])
        let settings = try Settings(options, environment: [:])
        for key in SettingKey.allCases where key.setting.defaultText != nil {
            #expect(settings.text(key) == key.setting.defaultText, "\(key)")
        }
    }
}

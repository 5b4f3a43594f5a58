import ArgumentParser
import Foundation
import Logging
import PromptCore
import PromptService
import RunComfy
import Systemd
import Testing

@testable import promptd

struct SettingsTests {
    /// The settings of an environment alone.
    private static func settings(_ environment: [String: String]) async throws -> Settings {
        try Settings(try SettingOptions.parse([]), environment: environment)
    }

    /// Catches a variable whose name is not the one that messages tell people to set.
    @Test(arguments: SettingKey.allCases)
    func aVariableGivesItsOwnSetting(_ key: SettingKey) async throws {
        let settings = try await Self.settings([key.variable: "given"])
        for other in SettingKey.allCases {
            #expect(settings.text(other) == (other == key ? "given" : other.setting.defaultText), "\(other)")
        }
    }

    /// Catches a setting that the file cannot give.
    @Test
    func theFileGivesAll() async throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let path = "\(workspace.path)/promptd.yaml"
        try Files.write(SettingKey.allCases.map { "\($0.rawValue): given for \($0.rawValue)\n" }.joined(), to: path)
        let settings = try await Self.settings(["PROMPTD_CONFIG": path])
        for key in SettingKey.allCases {
            #expect(settings.text(key) == "given for \(key.rawValue)")
        }
    }

    /// Catches a cap in the environment that is misspelt and so none.
    @Test(arguments: [
        "PROMPTD_MAX_IMAGES_PERDAY", "PROMPTD_MAX_USD_PER_DAYS", "promptd_max_usd_per_day", "PROMPTD_",
        "PROMPTD_RUNCOMFY_TOKEN", "PROMPTD_IMAGES", "PROMPTD_COST", "PROMPTD_COUNT",
    ])
    func anUnknownVariableIsRefused(_ name: String) async {
        let error = await #expect(throws: ExitError.self) { try await Self.settings([name: "1"]) }
        #expect(error?.message.contains("there is no variable \(name)") == true)
    }

    /// Catches a misspelt cap whose right name has to be looked for among forty.
    @Test(arguments: [
        ("PROMPTD_MAX_USD_DAY", "PROMPTD_MAX_USD_PER_DAY"), ("PROMPTD_MAXIMAGES", "PROMPTD_MAX_IMAGES"),
        ("PROMPTD_CONFG", "PROMPTD_CONFIG"),
    ])
    func theNearestVariableIsNamed(_ name: String, _ meant: String) async {
        let error = await #expect(throws: ExitError.self) { try await Self.settings([name: "1"]) }
        #expect(error?.message.contains("did you mean \(meant)?") == true, "\(error?.message ?? "")")
    }

    /// Catches a path with what an editor on Windows has left at its end.
    @Test
    func theFilesPathIsTrimmed() async throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let path = "\(workspace.path)/promptd.yaml"
        try Files.write("max-images: 4\r\nsettle: 3s\r\n", to: path)
        let settings = try await Self.settings(["PROMPTD_CONFIG": "\(path)\r"])
        #expect(try settings.number(.maxImages) == 4)
        #expect(settings.text(.settle) == "3s")
        await #expect(throws: ExitError.self) { try await Self.settings(["PROMPTD_CONFIG": "\"\(path)\""]) }
    }

    /// Catches text from outside that is taken with what somebody's editor or shell has left at its ends, or inside.
    @Test(
        arguments: [
            ("/srv/in\r", "/srv/in"), (" /srv/in \n", "/srv/in"), ("/srv/my in", "/srv/my in"), ("\"/srv/in\"", nil),
            ("'/srv/in'", nil), ("/srv/in\n/srv/out", nil), ("/srv/\u{1B}[31min", nil), ("/srv/in\u{0}", nil),
        ] as [(String, String?)]
    )
    func textIsTrimmedOrRefused(_ text: String, _ value: String?) async throws {
        guard let value else {
            await #expect(throws: ExitError.self) { try await Self.settings(["PROMPTD_INBOX": text]) }
            #expect(throws: ExitError.self) {
                try Settings(try SettingOptions.parse(["--inbox", text]), environment: [:])
            }
            return
        }
        #expect(try await Self.settings(["PROMPTD_INBOX": text]).folder(.inbox) == value)
        #expect(try Settings(try SettingOptions.parse(["--inbox", text]), environment: [:]).folder(.inbox) == value)
    }

    /// Catches a range that is not held, and a message that keeps it to itself.
    @Test(arguments: SettingKey.allCases)
    func rangesHold(_ key: SettingKey) async throws {
        switch key.setting.kind {
        case .number(let range):
            for number in [range.lowerBound, range.upperBound] {
                #expect(try await Self.settings([key.variable: "\(number)"]).number(key) == number)
            }
            let allowed = "\(range.lowerBound) to \(range.upperBound)"
            for text in ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "many", "", "1.5"] {
                let settings = try await Self.settings([key.variable: text])
                let message = "\(key.rawValue) is \"\(text)\"; it must be a whole number from \(allowed)"
                #expect(throws: ExitError(.configuration, message)) { try settings.number(key) }
            }
        case .limit(let range):
            for number in [range.lowerBound, range.upperBound] {
                let settings = try await Self.settings([key.variable: "\(number)"])
                #expect(try settings.limit(key, learnt: .learnt(first: 7, most: 9)) == .fixed(number))
            }
            for text in ["auto", "Auto"] {
                let settings = try await Self.settings([key.variable: text])
                #expect(try settings.limit(key, learnt: .learnt(first: 7, most: 9)) == .learnt(first: 7, most: 9))
            }
            let allowed = "\(range.lowerBound) to \(range.upperBound), or auto"
            for text in ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "many", "", "1.5"] {
                let settings = try await Self.settings([key.variable: text])
                let message = "\(key.rawValue) is \"\(text)\"; it must be a whole number from \(allowed)"
                #expect(throws: ExitError(.configuration, message)) { try settings.limit(key, learnt: .fixed(7)) }
            }
        case .socket:
            #expect(try await Self.settings([key.variable: "/run/a.sock"]).socket(key) == "/run/a.sock")
            let message = "\(key.rawValue) is \"a.sock\"; it must be a path that begins with /"
            let relative = try await Self.settings([key.variable: "a.sock"])
            #expect(throws: ExitError(.configuration, message)) { try relative.socket(key) }
        case .duration(let least):
            let milliseconds = least / .milliseconds(1)
            #expect(try await Self.settings([key.variable: "\(milliseconds)ms"]).duration(key) == least)
            for text in ["\(milliseconds - 0.1)ms", "soon", "", "5", "1001d"] {
                let settings = try await Self.settings([key.variable: text])
                let complaint = #expect(throws: ExitError.self) { try settings.duration(key) }
                let message = try #require(complaint?.message)
                #expect(message.hasPrefix("\(key.rawValue) is \"\(text)\"; it must be a time such as 500ms"))
                #expect(message.hasSuffix(", at least \(Int(milliseconds))ms") == (least > .zero))
            }
        case .address:
            for text in ["0.0.0.0:9464", "9464", ""] {
                let settings = try await Self.settings([key.variable: text])
                let complaint = #expect(throws: ExitError.self) { try settings.address(key) }
                #expect(complaint?.message.hasPrefix("\(key.rawValue): \"") == true)
            }
        case .words(_, let words):
            #expect(try await Self.settings([key.variable: words.joined(separator: ", ")]).words(key) == words)
            for text in ["", "\(words[0]),nothing", words[0].uppercased()] {
                let settings = try await Self.settings([key.variable: text])
                #expect(throws: ExitError.self) { try settings.words(key) }
            }
        case .program:
            #expect(try await Self.settings([key.variable: "/a/b"]).program(key) == "/a/b")
            for text in ["", "a/b", "~/b"] {
                let settings = try await Self.settings([key.variable: text])
                let message =
                    "\(key.rawValue) is \"\(text)\"; it must be an absolute path, such as /etc/promptd/hooks/ntfy.sh"
                #expect(throws: ExitError(.configuration, message)) { try settings.program(key) }
            }
        case .folder, .url, .model, .models, .dollars, .timeZone, .choice, .hosts:
            break
        }
    }

    /// Catches a choice that takes other words than the help names.
    @Test
    func choicesAreTheWordsOfTheTable() async throws {
        for key in SettingKey.allCases {
            guard case .choice(_, let words) = key.setting.kind else { continue }
            for word in words {
                let settings = try await Self.settings([key.variable: word])
                switch key {
                case .countInText: #expect(try settings.rules().countInText.rawValue == word)
                case .unknownModels: #expect(try settings.rules().unknownModels.rawValue == word)
                case .batchOverCap: #expect((try settings.choice(key) as BatchOverCap).rawValue == word)
                case .repeats: #expect((try settings.choice(key) as Repeats).rawValue == word)
                case .uploaderFor: #expect((try settings.choice(key) as UploaderSettings.Scope).rawValue == word)
                case .logLevel: #expect(try settings.logLevel().rawValue == word)
                case .logFormat: #expect(try settings.logFormat().rawValue == word)
                default: Issue.record("\(key) is a choice that nobody reads")
                }
            }
        }
        #expect(try await Self.settings(["PROMPTD_LOG_LEVEL": "Debug"]).logLevel() == .debug)
        let settings = try await Self.settings(["PROMPTD_COUNT_IN_TEXT": "Prefix"])
        let message = "count-in-text is \"Prefix\"; it must be one of prefix, as_is, refuse"
        #expect(throws: ExitError(.configuration, message)) { try settings.rules() }
    }

    /// Catches what is set about files with many prompts and does not reach the daemon.
    @Test
    func filesWithManyPrompts() async throws {
        let given = ["PROMPTD_MAX_BATCH": "25", "PROMPTD_BATCH_OVER_CAP": "whole"]
        var settings = DaemonSettings(
            inbox: "/in",
            outbox: "/out",
            state: "/state",
            rules: PromptRules(),
            identity: DaemonIdentity(version: "1", host: "here")
        )
        try await Self.settings(given).fill(&settings)
        #expect(settings.maxBatch == 25 && settings.batchOverCap == .whole)
    }

    /// Catches a cap that is not what was written.
    @Test
    func caps() async throws {
        #expect(try await Self.settings([:]).ifSet(.maxUSDPerDay, { _ in true }) == nil)
        let settings = try await Self.settings(["PROMPTD_MAX_USD_PER_DAY": "2.50"])
        #expect(try settings.ifSet(.maxUSDPerDay, settings.dollars) == USD(micros: 2_500_000))
        for text in ["-1", "much", ""] {
            let settings = try await Self.settings(["PROMPTD_MAX_USD_PER_DAY": text])
            let complaint = #expect(throws: ExitError.self) { try settings.ifSet(.maxUSDPerDay, settings.dollars) }
            #expect(complaint?.message.contains("max-usd-per-day is \"\(text)\"") == true)
        }
    }

    /// Catches hosts of a list in the file, or of a text with commas, that are not taken.
    @Test
    func hosts() async throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let path = "\(workspace.path)/promptd.yaml"
        let expected = try [HostPattern("*.example.com"), HostPattern("cdn.example.org")]
        let list = #"["*.example.com", cdn.example.org]"#
        for value in [list, #""*.example.com, cdn.example.org""#] {
            try Files.write("download-hosts: \(value)\n", to: path)
            #expect(try await Self.settings(["PROMPTD_CONFIG": path]).hosts(.downloadHosts) == expected)
        }
        try Files.write("download-hosts: \(list)\n", to: path)
        let options = try SettingOptions.parse(["--download-hosts", "one.example.com,two.example.com"])
        let nearer = try Settings(options, environment: ["PROMPTD_CONFIG": path]).hosts(.downloadHosts)
        #expect(try nearer == [HostPattern("one.example.com"), HostPattern("two.example.com")])
    }
}

import ArgumentParser
import PromptCore
import Testing

@testable import Systemd
@testable import promptd

struct ManualTests {
    private static func commands() throws -> String {
        try ManualOfCommands(dump: Array(Promptd._dumpHelp().utf8)).page.text
    }

    /// Catches a setting that the manual does not know.
    @Test
    func hasEverySetting() {
        let text = ManualOfSettings().page.text
        for key in SettingKey.allCases {
            let name = ManualPage.escaped("\(key.rawValue):")
            #expect(text.contains("\\fB\(name)\\fR"), "\(key)")
            #expect(text.contains(ManualPage.escaped(key.setting.help)), "\(key)")
        }
    }

    /// Catches a command or an option that the manual does not know, and what is not for people.
    @Test
    func hasEveryCommand() throws {
        let text = try Self.commands()
        for command in [
            "run", "check", "status", "adopt", "cancel", "token", "token set", "token test", "token where", "doctor",
            "sandbox",
        ] { #expect(text.contains(".SS promptd \(command)\n"), "\(command)") }
        #expect(text.contains("\\fB\\-\\-once\\fR\n"))
        #expect(text.contains("\\fIfiles\\fR\n"))
        #expect(!text.contains(".SS promptd manual") && !text.contains(".SS promptd help"))
    }

    /// Catches a message that `journalctl -x` does not explain, one that has another's id, and a field that no entry has.
    @Test
    func explainsEveryMessage() throws {
        let text = MessageCatalog.text
        for message in LogMessage.allCases {
            #expect(message.rawValue.count == 32 && message.rawValue.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(text.contains("-- \(message.rawValue)\nSubject: \(message.subject)\n"))
            let fields = message.explanation.matches(of: /@([A-Z_]+)@/).map(\.1)
            let known = [LogKeys.name, LogKeys.folder, LogKeys.errorCode, LogKeys.hold, LogKeys.file, LogKeys.reason]
            let names = known.map(JournalEntry.fieldName)
            #expect(fields.allSatisfy { names.contains(String($0)) }, "\(fields)")
        }
    }

    /// Catches an id that is shown to people, or is not in the journal's own field for it.
    @Test
    func anIDIsForMachines() {
        #expect(LogAttribute(key: LogKeys.messageID, value: "").isMessageID)
    }

    /// Catches text that the formatter obeys: a line that begins with a dot, a backslash, a minus that becomes a hyphen.
    @Test
    func textIsText() {
        #expect(ManualPage.escaped(".promptd") == "\\&.promptd")
        #expect(ManualPage.escaped("'a'") == "\\&'a'")
        #expect(ManualPage.escaped("--a\\b") == "\\-\\-a\\eb")
        var page = ManualPage("x", section: 1, "y")
        page.example(".one\n\n'two")
        page.paragraphs(".three\nfour\n\nfive")
        #expect(page.text.hasSuffix(".RS\n\\&.one\n\n\\&'two\n.RE\n.fi\n.PP\n\\&.three four\n.PP\nfive\n"))
    }
}

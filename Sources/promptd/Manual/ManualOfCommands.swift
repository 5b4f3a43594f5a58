import PromptCore

/// promptd(1), from what the commands say about themselves.
struct ManualOfCommands {
    /// The program with all its commands, as the library of the command line describes it.
    private let program: JSONValue

    /// Takes what `promptd --experimental-dump-help` prints.
    init(dump: [UInt8]) throws(JSONSyntaxError) {
        self.program = try JSONValue.parse(dump)["command"] ?? .null
    }

    var page: ManualPage {
        var page = ManualPage("promptd", section: 1, Self.text(self.program, "abstract"))
        page.section("Synopsis")
        page.item("promptd", value: "command ...", "")
        page.section("Description")
        page.paragraphs(Self.text(self.program, "discussion"))
        page.section("Commands")
        self.add(self.program, called: "", to: &page)
        page.section("See also")
        page.paragraphs("promptd.yaml(5), promptd-folder(7), promptd(8)")
        return page
    }

    private func add(_ command: JSONValue, called name: String, to page: inout ManualPage) {
        for sub in Self.elements(command, "subcommands") where Self.isShown(sub) {
            let name = name + Self.text(sub, "commandName")
            // The library's own, which every program has.
            if name == "help" { continue }
            page.subsection("promptd \(name)")
            page.paragraphs(Self.text(sub, "abstract"))
            page.paragraphs(Self.text(sub, "discussion"))
            let arguments = Self.elements(sub, "arguments").filter(Self.isShown)
            let takesAllSettings = arguments.count(where: Self.isSetting) == SettingKey.allCases.count
            for argument in arguments where !(takesAllSettings && Self.isSetting(argument)) {
                Self.add(argument, to: &page)
            }
            if takesAllSettings { page.paragraphs("Settings are given as --name value: see promptd.yaml(5).") }
            self.add(sub, called: "\(name) ", to: &page)
        }
    }

    private static func add(_ argument: JSONValue, to page: inout ManualPage) {
        let names = self.elements(argument, "names").map { name in
            (self.text(name, "kind") == "long" ? "--" : "-") + self.text(name, "name")
        }
        // Every command has these.
        if names.contains("--help") || names.contains("--version") { return }
        let takesValue = self.text(argument, "kind") != "flag"
        page.item(
            names.joined(separator: ", "),
            value: takesValue ? self.text(argument, "valueName") : nil,
            self.text(argument, "abstract")
        )
    }

    private static func isSetting(_ argument: JSONValue) -> Bool {
        SettingKey(rawValue: self.text(argument["preferredName"] ?? .null, "name")) != nil
    }

    private static func isShown(_ value: JSONValue) -> Bool { value["shouldDisplay"] != .bool(false) }

    private static func text(_ value: JSONValue, _ member: String) -> String { value[member]?.stringValue ?? "" }

    private static func elements(_ value: JSONValue, _ member: String) -> [JSONValue] {
        if case .array(let elements) = value[member] { elements } else { [] }
    }
}

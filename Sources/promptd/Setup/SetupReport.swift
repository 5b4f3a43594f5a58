import PromptCore

/// What `promptd init` has found and done, and what comes next.
struct SetupReport {
    let findings: [Finding]
    /// The folders that are new.
    let made: [String]
    let place: SetupPlace
    /// Whether promptd is installed as a service.
    let isOfService: Bool

    /// For people, line by line.
    var lines: [String] {
        self.findings.map(\.lines) + ["", "The settings for these folders:"]
            + self.place.settings.map { "  \($0.name): \(Self.yaml($0.value))" } + ["", "Next: \(self.next)"]
    }

    /// For programs.
    var document: [UInt8] {
        JSONValue.object([
            .init("schema_version", .integer(1)), .init("findings", .array(self.findings.map(\.json))),
            .init("made", .array(self.made.map { .string($0) })),
            .init("settings", .object(self.place.settings.map { .init($0.name, .string($0.value)) })),
            .init("next", .string(self.next)),
        ]).pretty()
    }

    /// The next command, or what has to be done before it.
    var next: String {
        guard self.isOfService else {
            return self.place.parent == nil ? "promptd run" : "promptd run \(self.arguments)"
        }
        guard let parent = self.place.parent, parent != "/srv/promptd" else { return "systemctl start promptd" }
        if parent.hasPrefix("/srv/promptd/") {
            return
                "write these settings into a file in /etc/promptd, such as studio.yaml, and run systemctl enable --now promptd@studio"
        }
        // The service sees no other folders, and has its state by itself.
        return """
            run `systemctl edit promptd`, write these two lines, and restart it:
              [Service]
              BindPaths=\(parent):/srv/promptd
            """
    }

    private var arguments: String {
        self.place.arguments.map(Self.shell).joined(separator: " ")
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/._-".utf8.contains(byte)
        }
    }

    private static func shell(_ word: String) -> String {
        self.isPlain(word) ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private static func yaml(_ text: String) -> String {
        self.isPlain(text) ? text : "'" + text.replacing("'", with: "''") + "'"
    }
}

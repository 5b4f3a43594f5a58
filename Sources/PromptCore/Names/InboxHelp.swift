/// What `promptd init` puts into an inbox for people: never a prompt, and never named as one that is not taken.
package enum InboxHelp {
    /// How to use the folder, in plain words.
    package static let howTo = FileName(fixed: "HOW TO.txt")
    /// A prompt to begin with; a copy of it under a prompt's name is a prompt.
    package static let template = FileName(fixed: "TEMPLATE - copy me.json")

    /// What the template holds: a prompt that is refused, for nothing, as long as nobody has written into it what to draw.
    package static let templateText = Array("{\r\n  \"text\": \"\",\r\n  \"image_size\": \"16:9\"\r\n}".utf8)

    /// Whether `name` is the template's, in any letter case.
    package static func isTemplate(_ name: FileName) -> Bool { Self.isOwn(name) && name.hasSuffix(".json") }

    /// Whether `name` is one of them, in any letter case.
    static func isOwn(_ name: FileName) -> Bool {
        [self.howTo, self.template].contains { own in
            own.bytes.count == name.bytes.count
                && zip(own.bytes, name.bytes).allSatisfy { FileName.lowercased($0) == FileName.lowercased($1) }
        }
    }
}

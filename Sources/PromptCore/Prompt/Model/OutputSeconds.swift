/// How long the film or sound is that a prompt asks for, as far as its members tell.
enum OutputSeconds {
    /// Folded as `Spelling` does.
    private static let names: Set<String> = [
        "duration", "seconds", "durationseconds", "durations", "durationsec", "secondstotal", "videolength",
        "videoduration", "audioduration", "audiolength", "cliplength", "clipduration", "musicduration", "lengthseconds",
        "totalseconds",
    ]
    private static let longest = 86_400.0

    /// In seconds, above 0; `nil` if nobody can tell.
    static func value(_ members: [JSONValue.Member], _ schema: ModelSchema) -> Double? {
        let found = schema.members.filter {
            !$0.isStray && $0.file == nil && self.names.contains(Spelling.folded($0.name))
        }
        guard found.count == 1, let member = found.first else { return nil }
        switch members.first(where: { $0.name == member.name })?.value
            ?? (member.hasTrueDefault ? member.standard : nil)
        {
        case .number(let literal): return self.seconds(literal)
        case .string(let text):
            let text = text.lowercased().filter { $0 != " " }
            let units = ["seconds", "second", "secs", "sec", "s"]
            let unit = units.first { text.hasSuffix($0) } ?? ""
            return self.seconds(String(text.dropLast(unit.count)))
        default: return nil
        }
    }

    private static func seconds(_ text: String) -> Double? {
        guard let number = Double(text), number > 0, number <= self.longest else { return nil }
        return number
    }
}

/// A prompt's members, brought into the form that a prompt has: people write the names of other APIs, or bring whole bodies
/// of them.
///
/// One round of corrections shall be enough. So each unknown member gets a hint that says what to write in its place, and
/// what it becomes by that is a member like the others, to be checked along with them.
struct ForeignBody {
    typealias Problem = Rejection.Problem

    /// What is wrong with the names.
    private(set) var problems: [Problem] = []
    /// The members as they are when all hints have been followed; each name once.
    private(set) var members: [JSONValue.Member] = []
    /// What belongs into the object `promptd`, under its names there.
    private(set) var options: [JSONValue.Member] = []
    /// A number of images that is asked for and cannot be had.
    private(set) var impossibleCount: Int64?
    /// Whether a member was meant for the text but cannot become one: nothing more need be said of that.
    private(set) var hasUnusableText = false

    private let known = PromptMember.allCases.map(\.rawValue)
    private let count = PromptMember.imageCount.rawValue
    private let size = PromptMember.imageSize.rawValue

    private let rules: PromptRules
    /// Members that the prompt's folder has filled in, which what the prompt says takes the place of.
    private var filledIn: Set<String>
    /// Nothing says what to draw where that is looked for.
    private let wantsText: Bool

    /// Looking for what was meant costs time, and a file may have a hundred thousand members; more than are told, so that
    /// what comes last is found.
    private static let most = 10 * MemberReader.maximumProblems

    init(_ written: [JSONValue.Member], filledIn: Set<String> = [], rules: PromptRules) {
        self.rules = rules
        self.filledIn = filledIn
        self.wantsText = !ForeignWrapper.sayText(written)
        let found = self.flattened(written, path: "")
        // First those that have their right names: they keep their places, whatever else claims them.
        for (member, path) in found where self.known.contains(member.name) { self.keep(member, path) }
        let foreign = found.filter { !self.known.contains($0.member.name) }.map(\.member)
        for (member, path) in found where !self.known.contains(member.name) {
            guard self.problems.count < Self.most else { return }
            self.report(path, self.hint(for: member, among: foreign))
        }
    }

    // MARK: - Wrappers

    /// All members with those that lie in objects around them, each with its way from the top.
    private mutating func flattened(_ written: [JSONValue.Member], path: String) -> [(
        member: JSONValue.Member, path: String
    )] {
        var result: [(member: JSONValue.Member, path: String)] = []
        for member in written {
            let way = path + SingleLine.excerpt(member.name)
            guard self.problems.count < Self.most,
                let inner = ForeignWrapper.members(member, wantsText: self.wantsText)
            else {
                result.append((member, way))
                continue
            }
            self.report(way, "take what is in it out of it, to the top of the file, and remove it")
            result += self.flattened(inner, path: way + ".")
        }
        return result
    }

    // MARK: - Members

    private mutating func keep(_ member: JSONValue.Member, _ path: String) {
        guard !self.has(member.name) else { return self.report(path, Self.given(member.name)) }
        self.members.append(member)
    }

    /// What to do about a member whose name is not known; takes it over if it is of use.
    private mutating func hint(for member: JSONValue.Member, among foreign: [JSONValue.Member]) -> String {
        let name = Spelling.folded(member.name)
        if name == "sequentialimagegeneration", let hint = self.sequence(member.value, among: foreign) { return hint }
        if let count = SeveralPrompts.count(in: member), !self.has(PromptMember.text.rawValue) {
            self.hasUnusableText = true
            return SeveralPrompts.hint(count)
        }
        guard let meant = PromptMember.aliases[name] ?? Spelling.nearest(to: member.name, among: self.known) else {
            return "remove it; known are \(self.known.joined(separator: ", "))"
        }
        guard !self.has(meant) || self.filledIn.contains(meant) else { return Self.given(meant) }
        switch meant {
        case PromptMember.text.rawValue: return self.text(member.value)
        case self.size: return self.imageSize(member, among: foreign)
        case self.count: return self.imageCount(member, among: foreign)
        case PromptMember.optimization.rawValue: return self.optimization(member.value)
        case PromptMember.seed.rawValue: return self.seed(member.value)
        case _ where meant.hasPrefix(PromptMember.daemon.rawValue + "."):
            self.options.append(.init(meant.split(separator: ".").last.map(String.init) ?? meant, member.value))
            return ForeignOption.hint(member, meant, rules: self.rules)
        case PromptMember.daemon.rawValue:
            // It has been read under its right name only.
            var reader = MemberReader([.init(meant, member.value)])
            _ = PromptOptions(from: &reader)
            self.problems += reader.problems
            return self.take(meant, member.value)
        default: return self.take(meant, member.value)
        }
    }

    private mutating func text(_ value: JSONValue) -> String {
        let name = PromptMember.text.rawValue
        if case .string = value { return self.take(name, value) }
        // A list of messages or parts with one that can be meant.
        if let words = ForeignText.only(in: value), words.unicodeScalars.count <= Prompt.Limits.textLength.upperBound {
            let text = JSONValue.string(words)
            return self.take(name, text, String(decoding: text.line(), as: UTF8.self))
        }
        self.hasUnusableText = true
        return "did you mean \(name)? write one text in double quotes: \"\(name)\": \"a sunset at sea\""
    }

    private mutating func imageSize(_ member: JSONValue.Member, among foreign: [JSONValue.Member]) -> String {
        func side(_ name: String) -> JSONValue? { foreign.first { Spelling.folded($0.name) == name }?.value }
        let isSide = ["width", "height"].contains(Spelling.folded(member.name))
        let meant =
            isSide
            ? ImageSize(width: side("width"), height: side("height")) : ImageSize(meantBy: member.value)
        guard let meant else {
            let ratios = ImageSize.allCases.map { "\"\($0.ratio)\"" }.joined(separator: ", ")
            return "remove it, or write \"\(self.size)\" with one of \(ratios)"
        }
        return self.take(self.size, .string(meant.ratio), "\"\(meant.ratio)\"")
    }

    /// Several members may speak of the number; the largest is what the body asks for, and the others go.
    private mutating func imageCount(_ member: JSONValue.Member, among foreign: [JSONValue.Member]) -> String {
        let others = foreign.filter { PromptMember.aliases[Spelling.folded($0.name)] == self.count }
        let numbers = ([member] + others).compactMap { WholeNumber.meant(by: $0.value) }
        guard let most = (numbers + [Self.inBatches(foreign)].compactMap(\.self)).max() else {
            return "remove it, or write \"\(self.count)\" with a whole number, as 3"
        }
        let limits = Prompt.Limits.imageCount
        guard limits.contains(most) else {
            self.impossibleCount = most
            return "did you mean \(self.count)? use a whole number from \(limits.lowerBound) to \(limits.upperBound)"
        }
        return self.take(self.count, .number(String(most)), String(most))
    }

    /// Batches of several images each.
    private static func inBatches(_ foreign: [JSONValue.Member]) -> Int64? {
        func number(_ names: Set<String>) -> Int64? {
            foreign.first { names.contains(Spelling.folded($0.name)) }.flatMap { WholeNumber.meant(by: $0.value) }
        }
        guard let batches = number(["niter", "batchcount", "numbatches"]), let size = number(["batchsize"]),
            batches > 0, size > 0
        else { return nil }
        let product = batches.multipliedReportingOverflow(by: size)
        return product.overflow ? .max : product.partialValue
    }

    /// `"auto"` or `"disabled"`, as another form of this API has it beside the number.
    private mutating func sequence(_ value: JSONValue, among foreign: [JSONValue.Member]) -> String? {
        switch value {
        case .string("disabled"), .bool(false):
            let numbered = foreign.contains {
                WholeNumber.meant(by: $0.value) != nil && PromptMember.aliases[Spelling.folded($0.name)] == self.count
            }
            if self.has(self.count) || numbered { return Self.given(self.count) }
            return self.take(self.count, .number("1"), "1")
        case .string, .bool: return "remove it: the number in \(self.count) says enough"
        default: return nil
        }
    }

    private mutating func optimization(_ value: JSONValue) -> String {
        let name = PromptMember.optimization.rawValue
        if let text = value.stringValue, Prompt.Optimization(rawValue: text) != nil { return self.take(name, value) }
        return "remove it, or write \"\(name)\" with \"fast\" or \"standard\""
    }

    private mutating func seed(_ value: JSONValue) -> String {
        let name = PromptMember.seed.rawValue
        guard let number = WholeNumber.meant(by: value) else {
            return "remove it, or write \"\(name)\" with a whole number, as 42"
        }
        return self.take(name, .number(String(number)), String(number))
    }

    /// Takes a value over under its right name; `shown` is how to write it if it is not to stay as it is.
    private mutating func take(_ name: String, _ value: JSONValue, _ shown: String? = nil) -> String {
        if self.filledIn.remove(name) != nil { self.members.removeAll { $0.name == name } }
        self.members.append(.init(name, value))
        return "did you mean \(name)?" + (shown.map { " write \"\(name)\": \($0)" } ?? "")
    }

    private mutating func report(_ path: String, _ hint: String) {
        self.problems.append(
            Problem(.unknownMember, path, message: "the member \"\(path)\" is not known", hint: hint)
        )
    }

    private func has(_ name: String) -> Bool { self.members.contains { $0.name == name } }

    private static func given(_ name: String) -> String { "remove it: \(name) is there already" }
}

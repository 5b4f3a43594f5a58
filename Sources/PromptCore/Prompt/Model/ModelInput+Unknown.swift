/// What is said of members that the model does not have.
extension ModelInput {
    func unknown(_ member: JSONValue.Member, besides reader: MemberReader) -> Rejection.Problem {
        let name = SingleLine.excerpt(member.name)
        return .init(
            .unknownMember,
            name,
            message: "the member \"\(name)\" is not known",
            hint: self.hint(forUnknown: member, among: Set(reader.members.map(\.name)).subtracting(reader.filledIn))
        )
    }

    private func hint(forUnknown member: JSONValue.Member, among written: Set<String>) -> String {
        if ForeignWrapper.members(member, wantsText: true) != nil {
            return "take what is in it out of it, to the top of the file, and remove it"
        }
        let names = self.schema.members.filter { !$0.isStray }.map(\.name)
        if let meant = MemberAliases.meaning(of: member.name, among: names.filter { !written.contains($0) }) {
            return "did you mean \(meant)?"
        }
        if let meant = MemberAliases.meaning(of: member.name, among: names) {
            return "remove it: \(meant) is there already"
        }
        let option = PromptMember.aliases[Spelling.folded(member.name)]
        if let option, option.hasPrefix(PromptMember.daemon.rawValue + ".") { return "did you mean \(option)?" }
        return "remove it; known are \((names + [PromptMember.daemon.rawValue]).joined(separator: ", "))"
    }
}

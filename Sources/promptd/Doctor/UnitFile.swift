/// The assignments of a unit file.
struct UnitFile: Equatable, Sendable {
    /// Each as `Section.Name=value`, in the file's order, without comments; a line that is continued is one.
    let assignments: [String]

    /// Source: systemd.syntax(7).
    init(_ text: String) {
        var section = ""
        var assignments: [String] = []
        var open = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = line.trimming
            if line.hasPrefix("#") || line.hasPrefix(";") || (line.isEmpty && open.isEmpty) { continue }
            if line.hasSuffix("\\") {
                open += line.dropLast() + " "
                continue
            }
            let whole = (open + line).trimming
            open = ""
            if whole.hasPrefix("["), whole.hasSuffix("]") {
                section = String(whole.dropFirst().dropLast())
            } else if let split = whole.firstIndex(of: "=") {
                let name = String(whole[..<split]).trimming
                assignments.append("\(section).\(name)=\(String(whole[whole.index(after: split)...]).trimming)")
            }
        }
        self.assignments = assignments
    }

    /// The names of what differs from `other`, by what either has and the other has not; sorted.
    func differences(from other: UnitFile) -> [String] {
        let (own, others) = (Set(self.assignments), Set(other.assignments))
        let names = own.symmetricDifference(others).map { String($0.prefix { $0 != "=" }) }
        return Set(names).sorted()
    }
}

extension StringProtocol {
    fileprivate var trimming: String {
        String(self.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

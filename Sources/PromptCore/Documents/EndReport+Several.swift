/// One end, or several that are told together.
extension EndReport {
    private static let ends = JobState.Name.allCases.filter(\.isEnd)
    /// Ends that are told to people one by one, at most.
    private static let mostInText = 20

    /// The variables that tell of `reports`, and nothing else.
    package static func variables(of reports: [EndReport]) -> [(name: String, value: [UInt8])] {
        let found = reports.map(\.job.state.name)
        var variables = [("count", "\(reports.count)")]
        for end in Self.ends { variables.append((end.rawValue, "\(found.count { $0 == end })")) }
        variables.append(("text", Self.text(of: reports)))
        if let report = reports.first, reports.count == 1 {
            return variables.map(Self.bytes) + report.variables
        }
        variables.append(("end", Set(found).count == 1 ? found[0].rawValue : "several"))
        variables.append(("images", "\(reports.reduce(0) { $0 + $1.images })"))
        variables.append(("cost", Self.cost(of: reports)?.description ?? ""))
        return variables.map(Self.bytes)
    }

    /// The names of those of `variables` that tell of ends, if they are a hook's environment, and none otherwise: one of
    /// them alone is somebody's mistake.
    package static func variables(in variables: some Sequence<String>) -> Set<String> {
        let always = ["count", "text", "end", "images", "cost"] + Self.ends.map(\.rawValue)
        let given = Set(variables)
        guard given.isSuperset(of: always.map(Self.variable)) else { return [] }
        return given.intersection((always + Self.fieldNames).map(Self.variable))
    }

    private static func bytes(_ variable: (name: String, value: String)) -> (name: String, value: [UInt8]) {
        (Self.variable(variable.name), Array(variable.value.utf8))
    }

    private static func cost(of reports: [EndReport]) -> USD? {
        let costs = reports.compactMap(\.cost)
        return costs.isEmpty ? nil : costs.reduce(.zero, +)
    }

    /// For people: what needs them first.
    private static func text(of reports: [EndReport]) -> String {
        guard reports.count > 1 else { return reports.first?.text ?? "" }
        let counts = Self.ends.compactMap { end in
            let count = reports.count { $0.job.state.name == end }
            return count == 0 ? nil : "\(count) \(end.rawValue)"
        }
        let cost = Self.cost(of: reports).map { "; \($0) USD" } ?? ""
        let done = reports.filter { $0.job.state.name == .published }
        let sorted = reports.filter { $0.job.state.name != .published } + done
        var lines = ["\(reports.count) prompts have ended: \(counts.joined(separator: ", "))\(cost)"]
        lines += sorted.prefix(Self.mostInText).map(\.text)
        if reports.count > Self.mostInText { lines.append("and \(reports.count - Self.mostInText) more") }
        return lines.joined(separator: "\n\n")
    }
}

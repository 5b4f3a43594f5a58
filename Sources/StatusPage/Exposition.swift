import PromptService

/// The text that Prometheus and its like read.
enum Exposition: Equatable, Sendable {
    /// OpenMetrics 1.0.
    case openMetrics
    /// What Prometheus has read since version 0.0.4 of its format.
    case plain

    var contentType: String {
        switch self {
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        case .plain: "text/plain; version=0.0.4; charset=utf-8"
        }
    }

    /// The one that a request wants by its `Accept`: OpenMetrics only if that is asked for, and not less than plain text.
    init(accept: String?) {
        var (open, plain) = (0.0, 0.0)
        for range in (accept ?? "").split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            let weight = parts.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            switch parts.first {
            case "application/openmetrics-text":
                // An older version is another format.
                let version = parts.first { $0.hasPrefix("version=") }?.dropFirst(8)
                if version == nil || version?.filter({ $0 != "\"" }) == "1.0.0" { open = max(open, weight) }
            case "text/plain": plain = max(plain, weight)
            default: break
            }
        }
        self = open > 0 && open >= plain ? .openMetrics : .plain
    }

    /// All families, each with its head.
    func text(_ families: [MetricFamily]) -> String {
        var text = ""
        for family in families {
            self.add(family, to: &text)
        }
        if self == .openMetrics { text += "# EOF\n" }
        return text
    }

    private func add(_ family: MetricFamily, to text: inout String) {
        let sampleName = family.kind == .counter ? "\(family.name)_total" : family.name
        // OpenMetrics names the family, the older text what its lines begin with.
        let name = self == .openMetrics ? family.name : sampleName
        text += "# TYPE \(name) \(family.kind.rawValue)\n"
        if self == .openMetrics, let unit = family.unit { text += "# UNIT \(name) \(unit)\n" }
        text += "# HELP \(name) \(self.help(family.help)).\n"
        for sample in family.samples {
            switch sample.value {
            case .integer(let value): text += Self.line(sampleName, sample.labels, "\(value)")
            case .number(let value): text += Self.line(sampleName, sample.labels, Self.number(value))
            case .histogram(let histogram): Self.add(histogram, family.name, sample.labels, to: &text)
            }
        }
    }

    /// Each bucket holds those before it as well.
    private static func add(
        _ histogram: Histogram,
        _ name: String,
        _ labels: [(name: String, value: String)],
        to text: inout String
    ) {
        var count = 0
        for (bound, more) in zip(histogram.bounds + [.infinity], histogram.counts) {
            count += more
            text += Self.line("\(name)_bucket", labels + [("le", Self.number(bound))], "\(count)")
        }
        text += Self.line("\(name)_sum", labels, Self.number(histogram.sum))
        text += Self.line("\(name)_count", labels, "\(count)")
    }

    private static func line(_ name: String, _ labels: [(name: String, value: String)], _ value: String) -> String {
        guard !labels.isEmpty else { return "\(name) \(value)\n" }
        let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        return "\(name){\(list)} \(value)\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return "\(value)"
    }

    /// In a label's value.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\"", with: "\\\"")
    }

    /// The older text has quotes as they are.
    private func help(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return self == .openMetrics ? escaped.replacing("\"", with: "\\\"") : escaped
    }
}

/// What is measured under one name, as of now; how it is written is for who serves it.
package struct MetricFamily: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    package enum Value: Equatable, Sendable {
        case integer(Int64)
        case number(Double)
        case histogram(Histogram)
    }

    package struct Sample: Equatable, Sendable {
        /// A name and a value each: never words of users, so that there are few.
        package var labels: [(name: String, value: String)]
        package var value: Value

        package static func == (left: Sample, right: Sample) -> Bool {
            left.value == right.value && left.labels.elementsEqual(right.labels, by: ==)
        }
    }

    /// Without the `_total` of counters.
    package let name: String
    package let kind: Kind
    /// One sentence without its full stop.
    package let help: String
    /// What it is counted in, such as `seconds`: the end of the name.
    package let unit: String?
    package private(set) var samples: [Sample] = []

    package init(_ name: String, _ kind: Kind, unit: String? = nil, _ help: String) {
        self.name = unit.map { "\(name)_\($0)" } ?? name
        self.kind = kind
        self.unit = unit
        self.help = help
    }

    /// Adds a sample, with a label if it is one of several.
    package func with(_ value: Value, _ labels: (name: String, value: String)...) -> MetricFamily {
        var family = self
        family.samples.append(Sample(labels: labels, value: value))
        return family
    }

    func with(_ value: Int, _ labels: (name: String, value: String)...) -> MetricFamily {
        var family = self
        family.samples.append(Sample(labels: labels, value: .integer(Int64(value))))
        return family
    }

    /// Adds one sample for each, with its label.
    func with(each label: String, _ values: some Sequence<(String, Int)>) -> MetricFamily {
        values.reduce(into: self) { family, value in
            family.samples.append(Sample(labels: [(label, value.0)], value: .integer(Int64(value.1))))
        }
    }
}

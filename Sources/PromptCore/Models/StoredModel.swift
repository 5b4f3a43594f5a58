package import FoundationEssentials

/// A description with the time at which the catalog gave it.
package struct StoredModel: Equatable, Sendable {
    package var model: ModelDescription
    /// In whole seconds.
    package var fetched: Date

    package init(_ model: ModelDescription, fetched: Date) {
        self.model = model
        self.fetched = Date(timeIntervalSince1970: fetched.timeIntervalSince1970.rounded())
    }

    private enum Member: String {
        case fetched = "fetched"
        case model = "model"
    }

    var json: JSONValue {
        .object([
            .init(Member.fetched.rawValue, Self.json(self.fetched)), .init(Member.model.rawValue, self.model.json),
        ])
    }

    /// Reads what ``json`` gave; `nil` if it is nothing of the kind.
    init?(json: JSONValue) {
        guard let fetched = json[Member.fetched.rawValue].flatMap(Self.date),
            let model = json[Member.model.rawValue].flatMap({ ModelDescription(json: $0) })
        else { return nil }
        self.init(model, fetched: fetched)
    }

    static func json(_ date: Date) -> JSONValue { .number("\(Int64(date.timeIntervalSince1970))") }

    static func date(_ value: JSONValue) -> Date? {
        value.integerValue.map { Date(timeIntervalSince1970: Double($0)) }
    }
}

/// What the rows of a report stand for.
package enum SpendingGroup: String, Codable, Sendable, CaseIterable {
    case day = "day"
    case month = "month"
    case folder = "folder"
    case label = "label"
    case model = "model"
}

import PromptCore

/// What `POST /sandbox/settings` takes: a JSON object with any of `token` (a text, or `null` for any token),
/// `image_seconds`, `slots` and `price_usd`.
struct SettingsChange: Equatable, Sendable {
    /// A text, or `.null`; `nil` leaves it as it is.
    var token: APIValue?
    var imageSeconds: Double?
    var slots: Int?
    var price: USD?

    /// - Throws: `ControlError`, which names what is allowed instead.
    init(json: APIValue) throws(ControlError) {
        guard case .object(let members) = json else { throw ControlError("The settings are a JSON object.") }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch (name, value) {
            case ("token", .string), ("token", .null): self.token = value
            case ("image_seconds", .integer(let seconds)) where seconds >= 0: self.imageSeconds = Double(seconds)
            case ("image_seconds", .number(let seconds)) where seconds >= 0: self.imageSeconds = seconds
            case ("slots", .integer(let slots)) where slots >= 0: self.slots = Int(slots)
            case ("price_usd", .integer(let dollars)) where USD(dollars: Double(dollars)) != nil:
                self.price = USD(dollars: Double(dollars))
            case ("price_usd", .number(let dollars)) where USD(dollars: dollars) != nil:
                self.price = USD(dollars: dollars)
            default:
                throw ControlError(
                    "\"\(name)\" cannot be that: allowed are \"token\" (a text or null), \"image_seconds\" (from 0 up), "
                        + "\"slots\" (a whole number from 0 up) and \"price_usd\" (from 0 up)."
                )
            }
        }
    }
}

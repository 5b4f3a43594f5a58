/// A model as the catalog describes it, from `GET /v1/models/{id}` or the list with `include_schema`.
///
/// What the catalog says is not believed where it costs: a price is a base, and a schema may contradict itself.
package struct ModelDescription: Equatable, Sendable {
    package var id: ModelID
    /// For people, one line; the id if the catalog has none.
    package var displayName: String
    /// In the API's words: `model`, `workflow`, `inference`; empty if it does not say.
    package var kind: String
    /// What it is for, as the catalog words it; may be empty.
    package var summary: String
    /// Its page for people; `nil` if the catalog names none.
    package var page: String?
    package var categories: [String]
    /// `nil` if the catalog names none that can be read.
    package var price: ModelPrice?
    package var pricingNote: String?
    /// `required_inputs` beside the schema; names that are no members of it are the catalog's fault.
    package var requiredInputs: [String]
    /// `input_schema`, JSON Schema as the catalog has it; `nil` if it has none.
    package var inputSchema: JSONValue?

    package init(
        id: ModelID,
        displayName: String? = nil,
        kind: String = "",
        summary: String = "",
        page: String? = nil,
        categories: [String] = [],
        price: ModelPrice? = nil,
        pricingNote: String? = nil,
        requiredInputs: [String] = [],
        inputSchema: JSONValue? = nil
    ) {
        self.id = id
        self.displayName = displayName ?? id.rawValue
        self.kind = kind
        self.summary = summary
        self.page = page
        self.categories = categories
        self.price = price
        self.pricingNote = pricingNote
        self.requiredInputs = requiredInputs
        self.inputSchema = inputSchema
    }
}

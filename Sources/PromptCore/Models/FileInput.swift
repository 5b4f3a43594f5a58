/// A member of a model's input that is a file, with what the prompt gives for it.
///
/// Which members are files the model's schema says, by `format`, never by the name.
package struct FileInput: Equatable, Sendable {
    /// What the schema asks for.
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case image = "image"
        case video = "video"
        case audio = "audio"
    }

    /// One value as the prompt has it.
    package enum Value: Equatable, Sendable {
        /// Passed on as it is: an `https` address that the API fetches itself, or a `data:` URI.
        case address(String)
        /// A path relative to the prompt's folder, with `/` between its parts; `*` and `?` in the last part stand for
        /// characters of names, and the files come in the order of their names.
        case path(String)
        /// The prompt names none, and the model needs exactly one: the file beside it that has its base name.
        case beside
    }

    /// The member at the top of the input.
    package var member: String
    package var kind: Kind
    /// Whether the member takes a list; otherwise it takes one value.
    package var takesList: Bool
    /// In the order they are sent.
    package var values: [Value]
    /// The most values the schema allows; `nil` if it does not say.
    package var limit: Int?
    /// What the schema says of size and shape, looked at before anything is paid.
    package var validations: [FileValidation]

    package init(
        member: String,
        kind: Kind,
        takesList: Bool,
        values: [Value],
        limit: Int? = nil,
        validations: [FileValidation] = []
    ) {
        self.member = member
        self.kind = kind
        self.takesList = takesList
        self.values = values
        self.limit = limit
        self.validations = validations
    }

    /// Whether any of its values is sent as it stands in the prompt.
    package var isGiven: Bool {
        self.values.contains { value in
            switch value {
            case .address: true
            case .path, .beside: false
            }
        }
    }

    /// Whether any of its values lies in the inbox.
    package var isLocal: Bool {
        self.values.contains { value in
            switch value {
            case .address: false
            case .path, .beside: true
            }
        }
    }
}

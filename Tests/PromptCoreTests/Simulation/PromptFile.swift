/// A prompt's content, and which drop it is.
struct PromptFile: Equatable, Sendable {
    enum Kind: Sendable { case good, ownModel, invalid, unreadable }

    /// Counts the times that an owner has asked for something.
    var drop: Int
    /// Stands for the bytes: equal numbers are equal bytes.
    var text: Int
    var kind: Kind
}

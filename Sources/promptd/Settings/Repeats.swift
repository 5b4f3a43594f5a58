/// What is done with a prompt that has been delivered and comes again unchanged.
enum Repeats: String, CaseIterable {
    /// It is held, and costs nothing; its owner is told how to have it made again.
    case hold
    /// It is made again, and paid again.
    case make
}

/// What a power cut has made of an effect.
enum Fate: Int, Sendable {
    /// Not on the disk.
    case lost
    case kept
    /// Of a write: its first half is there.
    case torn
    /// Of a write: the file has become as long as with it, but the bytes are zero or what they were.
    case blank
}

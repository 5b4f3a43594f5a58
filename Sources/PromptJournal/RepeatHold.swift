/// A prompt that is held, or about to be, because the very same was delivered already: which file it is.
package struct RepeatHold: Equatable, Sendable {
    /// How far the holding has come.
    ///
    /// The raw values are stored.
    package enum Phase: String, Sendable, CaseIterable {
        /// Written down, and its file perhaps not renamed yet.
        case holding = "holding"
        /// Its file has the name of a repeat.
        case held = "held"
    }

    package var inode: UInt64
    /// When the file was made, in nanoseconds since 1970, or else promptd's mark on it; `nil` if the file system has neither.
    package var birth: Int64?
    package var phase: Phase

    package init(inode: UInt64, birth: Int64?, phase: Phase) {
        self.inode = inode
        self.birth = birth
        self.phase = phase
    }
}

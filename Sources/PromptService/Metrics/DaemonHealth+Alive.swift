import PromptCore

extension DaemonHealth {
    /// Whether the dispatcher makes turns; if it has made none lately, `nudge` is to have it make one, and that is waited for.
    ///
    /// With nothing to do it makes none, so that only asking tells.
    func isAlive(_ clocks: Clocks, nudge: () -> Void) async -> Bool {
        guard self.fatal == nil else { return false }
        let before = self.turns
        if let last = before.last, last.duration(to: clocks.steady()) < Self.recently { return true }
        nudge()
        let deadline = clocks.steady() + Self.patience
        while self.turns.count == before.count, clocks.steady() < deadline {
            do {
                try await clocks.sleep(clocks.steady() + Self.look)
            } catch {
                // Who has asked is gone.
                break
            }
        }
        return self.turns.count > before.count
    }

    /// A turn of that long ago is answer enough: who asks often does not have it turn for nothing.
    private static let recently = Duration.seconds(10)
    /// How long a turn may take to come, and how often is looked for it.
    private static let patience = Duration.seconds(5)
    private static let look = Duration.milliseconds(10)
}

/// What a file's name in the inbox says about its prompt (contract §1 and §2; `adopt` is the way out of `unconfirmed`).
package enum PromptFileState: String, CaseIterable, Sendable {
    case prompt
    case working
    case failed
    case error
    case cancel
    case cancelled
    /// Names the request that a person has found for a prompt whose answer was lost.
    case adopt
    /// The very file that was delivered already, come again (contract §4.1).
    case `repeat`

    package var suffix: String { ".\(self.rawValue).json" }
}

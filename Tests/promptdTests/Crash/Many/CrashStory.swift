import PromptCore
import Testing

/// Prompts that become more than one job each: what is dropped, and what it must come to whatever strikes.
struct CrashStory: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is dropped; the mark tells its submissions from others'.
    let scene: @Sendable (_ mark: String) throws -> Scene
    /// How often each of its prompts was charged.
    let charged: @Sendable (Scene, [Ledger.Submission]) -> [Int]
    /// What is not as it has to be when all is done.
    ///
    /// Of a disk that was copied an input may stay in the inbox: it is told by what the copy of it does not have.
    let broken: @Sendable (Scene, [Ledger.Submission], _ isCopied: Bool) throws -> [Invariant.Broken]
    /// Every how many of its operations is struck for each change.
    let step: Int

    static let all = [Self.many, Self.steps]

    var testDescription: String { self.name }
}

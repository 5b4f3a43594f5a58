package import FoundationEssentials
package import PromptCore

/// A prompt that has settled and can be claimed.
package struct ReadyPrompt: Equatable, Sendable {
    package let path: PromptPath
    /// The file's name as it was dropped, in whatever letter case.
    package let fileName: FileName
    /// The file as it was when it was looked into.
    package let status: FileStatus
    /// Higher goes first.
    package let priority: Int
    package let notBefore: Date?
    /// It will be refused; telling so needs neither money nor a free place.
    package let isInvalid: Bool
}

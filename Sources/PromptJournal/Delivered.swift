package import Foundation
package import PromptCore

/// A prompt's result that lies in the outbox, as far as a repeat of the prompt is held against it.
package struct Delivered: Equatable, Sendable {
    package let job: JobID
    /// The folder's path below the outbox, with slashes.
    package let folder: String
    /// When the prompt's file was last changed, as the file system had it when it was claimed.
    package let changed: Date
    /// When the folder appeared; `nil` if that was not written down.
    package let published: Date?
    /// The prompt, byte for byte as it was claimed; `nil` if it was not kept.
    package let content: [UInt8]?
}

/// A local file of a prompt as it was taken: a copy in the job's folder that nobody changes any more.
///
/// The journal has it before anything else goes on, so that a restart sends no other bytes.
package struct InputFile: Equatable, Sendable, Codable {
    /// The member at the top of the input that it is a value of.
    package var member: String
    /// Its place in the member's list, from 0, addresses counted; `nil` if the member takes one value.
    package var position: Int?
    /// What the prompt says: a path, perhaps with `*`; `nil` if it is the one beside the prompt.
    package var written: String?
    /// The copy's name in ``folder`` of the result.
    package var name: String
    /// Where it was, below the inbox.
    package var path: PromptPath
    /// Lower-case hexadecimal.
    package var sha256: String
    package var bytes: Int64
    /// From its content.
    package var mediaType: String
    /// Pixels, at least 1; `nil` for what is no picture, or does not say.
    package var width: Int?
    package var height: Int?
    /// It has the prompt's base name and lies beside it, so that it goes with the prompt; any other may be needed again.
    package var isOwn: Bool
    /// What it was in the inbox: its inode, and when it was changed, in nanoseconds since 1970.
    package var inode: UInt64
    package var modified: Int64

    /// The folder of the copies in a result.
    package static let folder = "inputs"

    package init(
        member: String,
        position: Int?,
        written: String?,
        name: String,
        path: PromptPath,
        sha256: String,
        bytes: Int64,
        mediaType: String,
        width: Int? = nil,
        height: Int? = nil,
        isOwn: Bool,
        inode: UInt64,
        modified: Int64
    ) {
        self.member = member
        self.position = position
        self.written = written
        self.name = name
        self.path = path
        self.sha256 = sha256
        self.bytes = bytes
        self.mediaType = mediaType
        self.width = width
        self.height = height
        self.isOwn = isOwn
        self.inode = inode
        self.modified = modified
    }

    /// The copy's path below the result's folder, which stands for its bytes in the request that is written down.
    package var place: String { "\(Self.folder)/\(self.name)" }
}

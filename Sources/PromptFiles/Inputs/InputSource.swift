import PromptCore

/// A file in the inbox that is being copied.
package final class InputSource: Sendable {
    private let file: OpenFile
    private let status: FileStatus

    init(file: OpenFile, status: FileStatus) {
        (self.file, self.status) = (file, status)
    }

    /// Up to `count` bytes from `offset`; fewer only at its end.
    package func read(count: Int, at offset: Int64) throws(FileError) -> [UInt8] {
        try self.file.read(count: count, at: offset)
    }

    /// Whether nobody has changed it since it was found.
    package func isUnchanged() throws(FileError) -> Bool {
        let now = try self.file.status()
        return now.isSameContent(as: self.status) && now.changed == self.status.changed
    }

    /// What its bytes say; it is read as a whole.
    package func facts() throws(FileError) -> InputCopy.Facts { try InputCopy.Facts(of: self.file) }
}

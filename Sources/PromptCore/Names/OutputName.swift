/// The name of a result in the outbox: folders and the result's own name, as every client of a share can hold it.
///
/// NFC, valid on Windows, never hidden, and short enough for all the names built from it.
package struct OutputName: Hashable, Sendable, CustomStringConvertible {
    /// What a file system takes: `NAME_MAX` on Linux, in bytes.
    static let maximumBytes = 255
    /// `.NAME-99999.<16 characters>` is the longest name built from a result's own.
    static let maximumNameBytes = Self.maximumBytes - 6 - 18

    /// The folders it lies in, from the outbox down; usually none.
    package let folders: [String]
    /// The result's own name, without folders.
    package let name: String

    /// Makes the name of a prompt's result.
    ///
    /// - Parameter stem: The prompt's place in the inbox, folder by folder, the last without `.prompt.json`; file names
    ///   are bytes.
    /// - Throws: A rejection with code `invalid_name` if a part is not UTF-8 or there is none.
    package init(stem: [[UInt8]]) throws(Rejection) {
        var parts: [String] = []
        for (index, bytes) in stem.enumerated() {
            let isLast = index == stem.count - 1
            parts.append(try Self.clean(bytes, limit: isLast ? Self.maximumNameBytes : Self.maximumBytes))
        }
        guard let name = parts.popLast() else { throw Self.rejection("the file has no name", "rename it") }
        self.folders = parts
        self.name = name
    }

    private init(folders: [String], name: String) {
        self.folders = folders
        self.name = name
    }

    /// The path below the outbox.
    package var description: String { (self.folders + [self.name]).joined(separator: "/") }

    /// The name for the `number`th result of the same name: `sunset`, `sunset-2`, `sunset-3`.
    package func numbered(_ number: Int) -> OutputName {
        number < 2 ? self : OutputName(folders: self.folders, name: "\(self.name)-\(number)")
    }

    /// The same name in other folders.
    package func moved(to folders: [String]) -> OutputName { OutputName(folders: folders, name: self.name) }

    /// The name of one image: `sunset-1.jpg`, and `sunset-01.jpg` if there are ten or more.
    ///
    /// - Parameters:
    ///   - index: The image's place, from 1.
    ///   - count: How many there are.
    ///   - ext: The file extension without its dot, from the content.
    /// - Returns: The name, without a folder.
    package func imageFileName(index: Int, count: Int, ext: String) -> String {
        let digits = String(index)
        let zeros = String(repeating: "0", count: max(0, String(count).count - digits.count))
        return "\(self.name)-\(zeros)\(digits).\(ext)"
    }

    /// The name of the prompt's copy among the images.
    package var promptFileName: String { "\(self.name).prompt.json" }

    /// The hidden sibling in which the result is put together; `token` is at most 16 bytes.
    package func stagingName(_ token: String) -> String { ".\(self.name).\(token)" }

    /// What two names must differ in for Windows and macOS clients to see two: see `collisionKey(_:)`.
    package var collisionKey: String { Self.collisionKey(self.name) }

    /// The key of a name found in a folder, its case folded.
    ///
    /// Compare keys as Swift strings and never by their bytes: `String` equality is canonical equivalence, so that
    /// the composed and the decomposed form of a name are equal.
    package static func collisionKey(_ name: String) -> String { name.lowercased() }

    static func rejection(_ message: String, _ hint: String) -> Rejection {
        Rejection(.init(.invalidName, "$", message: message, hint: hint))
    }
}

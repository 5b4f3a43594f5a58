import Foundation

/// The token that the vendor's own command-line client has saved in a file.
struct SavedToken: Equatable {
    let text: String
    /// What its owner should do about the file, if others can read it.
    let warning: String?

    /// The bytes such a file has at most.
    private static let sizeLimit = 64 * 1024

    private struct Content: Decodable {
        var access_token: String
    }

    /// Reads the file at `path`.
    ///
    /// - Returns: the token; `nil` if there is no such file.
    /// - Throws: `ExitError` if it holds no token, or if others can change it: they would decide whose account is charged,
    ///   and where prompts go.
    static func read(_ path: String) throws(ExitError) -> SavedToken? {
        let content: Content
        let mode: UInt32
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            // Of the file that is read, whatever its name leads to by now.
            mode = try Self.mode(of: file)
            content = try JSONDecoder().decode(Content.self, from: file.read(upToCount: Self.sizeLimit) ?? Data())
            try file.close()
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            throw ExitError(
                .configuration,
                "cannot read the token saved in \(path); run `runcomfy login` again, or set \(TokenSource.variables[0])"
            )
        }
        let shown = String(mode, radix: 8)
        guard mode & 0o022 == 0 else {
            throw ExitError(
                .configuration,
                """
                others can change the token saved in \(path) (mode \(shown)), and so whose account pays. Look whether it is \
                still yours, run chmod 600 on it, or set \(TokenSource.variables[0])
                """
            )
        }
        return SavedToken(
            text: content.access_token,
            warning: mode & 0o044 == 0
                ? nil
                : "others can read the token saved in \(path) (mode \(shown)); run chmod 600 on it"
        )
    }

    private static func mode(of file: FileHandle) throws -> UInt32 {
        var facts = stat()
        guard unsafe fstat(file.fileDescriptor, &facts) == 0 else { throw CocoaError(.fileReadUnknown) }
        return UInt32(facts.st_mode) & 0o777
    }
}

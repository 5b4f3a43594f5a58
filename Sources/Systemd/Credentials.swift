import Glibc

/// The secrets that the service manager hands to the daemon (`LoadCredential=`).
package struct Credentials: Sendable {
    /// The largest credential that is read.
    package static let sizeLimit = 64 * 1024

    private let folder: String?

    /// Reads `CREDENTIALS_DIRECTORY` from an environment.
    package init(environment: [String: String]) {
        let folder = environment["CREDENTIALS_DIRECTORY"] ?? ""
        self.folder = folder.isEmpty ? nil : folder
    }

    /// Reads one credential.
    ///
    /// A symbolic link is followed: the folder is the manager's, and container platforms mount secrets as links.
    /// - Parameter name: The id in the unit file.
    /// - Returns: the bytes as they are, a final line break included; nil if there is no such credential.
    /// - Throws: the `credential` codes of ``SystemdError``.
    package func read(_ name: String) throws(SystemdError) -> [UInt8]? {
        guard !["", ".", ".."].contains(name), !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0) else {
            throw SystemdError(
                .credentialName,
                "\"\(LogText.escaped(name))\" cannot be the name of a credential. Use a plain name without slashes."
            )
        }
        guard let folder = self.folder else { return nil }
        let path = "\(folder)/\(name)"
        do {
            return try Self.readFile(path, name: name)
        } catch let error as SystemCallError where error.number == ENOENT {
            return nil
        } catch let error as SystemCallError {
            throw SystemdError(
                .credentialUnreadable,
                "The credential \(name) cannot be read from \(LogText.escaped(path)): \(error.text). "
                    + "Look at LoadCredential= in the unit and at the owner of the file.",
                errno: error.number
            )
        } catch let error as SystemdError {
            throw error
        } catch {
            throw SystemdError(.credentialUnreadable, "The credential \(name) cannot be read: \(error).")
        }
    }

    private static func readFile(_ path: String, name: String) throws -> [UInt8] {
        // O_NONBLOCK: opening a FIFO must not wait for somebody to write.
        let owned = OwnedDescriptor(try systemCall { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) })
        let descriptor = owned.number
        var facts = stat()
        _ = try systemCall { unsafe fstat(descriptor, &facts) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw SystemdError(
                .credentialNotRegular,
                "The credential \(name) at \(LogText.escaped(path)) is not a regular file. Put the secret into a file."
            )
        }
        // One byte more than allowed tells a file of just the right size from one that is too large.
        var bytes = [UInt8](repeating: 0, count: Self.sizeLimit + 1)
        var count = 0
        while count < bytes.count {
            let size = try unsafe bytes.withUnsafeMutableBytes { buffer throws(SystemCallError) in
                try systemCall {
                    unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, buffer.count - count)
                }
            }
            if size == 0 { break }
            count += size
        }
        guard count <= Self.sizeLimit else {
            throw SystemdError(
                .credentialTooLarge,
                "The credential \(name) has more than \(Self.sizeLimit) bytes, which is no token. Put only the token in it."
            )
        }
        return Array(bytes.prefix(count))
    }
}

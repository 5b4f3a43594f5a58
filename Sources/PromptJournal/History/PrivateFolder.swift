import Foundation

/// A folder for temporary files that nobody else can look into, removed with all that is in it.
final class PrivateFolder: Sendable {
    let path: String

    init() throws(JournalReadError) {
        let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        self.path = "\(parent.hasSuffix("/") ? String(parent.dropLast()) : parent)/promptd-\(UUID().uuidString)"
        guard unsafe mkdir(self.path, 0o700) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw JournalReadError(.noCopy, "\(self.path) cannot be made for a copy of it (\(reason))")
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: self.path)
        } catch {
            // Nobody is left to tell; the folder is closed to others, and the system's to clean up.
        }
    }

    /// Copies a file into the folder, as it is.
    func copy(_ source: String, to target: String) throws(JournalReadError) {
        do {
            try FileManager.default.copyItem(atPath: source, toPath: target)
        } catch {
            throw JournalReadError(
                .noCopy,
                "\(source) cannot be copied to \(self.path), where it would be read: \(error.localizedDescription)"
            )
        }
    }
}

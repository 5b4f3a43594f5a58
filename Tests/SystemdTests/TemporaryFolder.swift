import Foundation

/// A folder of its own for one test, removed with its content when the test lets go of it.
final class TemporaryFolder {
    let path: String

    init() throws {
        // Short, since the name of a socket has at most 107 bytes.
        let name = "sn-" + UUID().uuidString.prefix(8)
        let url = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        self.path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    /// Writes a file and returns its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = "\(self.path)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }
}

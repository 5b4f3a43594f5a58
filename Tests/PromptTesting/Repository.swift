import Foundation

/// The repository that is tested.
package enum Repository {
    /// The path of a file or folder of it: `examples/prompt.schema.json`.
    package static func path(_ name: String) -> String {
        var root = URL(filePath: #filePath)
        while root.lastPathComponent != "Tests" { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appending(path: name).path(percentEncoded: false)
    }

    /// The content of a file of it.
    package static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: self.path(name))))
    }

    package static func text(_ name: String) throws -> String {
        String(decoding: try self.bytes(name), as: UTF8.self)
    }
}

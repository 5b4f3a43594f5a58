import Foundation
import Glibc

extension TemporaryFolder {
    /// The path of `name` as text.
    package func path(of name: String) -> String { "\(self.path)/\(name)" }

    /// The names in a folder below this one, sorted; hidden ones too.
    package func names(in folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.path(of: folder)).sorted()
    }

    /// A file's content.
    package func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: self.path(of: name))))
    }

    package func text(of name: String) throws -> String {
        String(decoding: try self.bytes(of: name), as: UTF8.self)
    }

    package func exists(_ name: String) -> Bool {
        unsafe access(self.path(of: name), F_OK) == 0
    }

    /// How many descriptors of this process lead into the folder.
    ///
    /// Other tests run in the same process, so that all of them together say nothing.
    package func openDescriptors() throws -> Int {
        let own = "/proc/self/fd"
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: own) {
            var target = [UInt8](repeating: 0, count: 4096)
            let length = unsafe target.withUnsafeMutableBytes { buffer in
                unsafe buffer.bindMemory(to: CChar.self).baseAddress.map {
                    unsafe readlink("\(own)/\(name)", $0, buffer.count)
                } ?? -1
            }
            // Closed meanwhile, or the listing's own.
            guard length > 0 else { continue }
            if String(decoding: target.prefix(length), as: UTF8.self).hasPrefix(self.path) { count += 1 }
        }
        return count
    }
}

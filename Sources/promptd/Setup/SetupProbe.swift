import Foundation
import PromptCore
import PromptFiles

/// Tries out what promptd's promises rest on, in a folder that it has not worked in yet, and leaves nothing behind.
struct SetupProbe {
    let key: SettingKey
    let path: String

    func finding() -> Finding {
        let name = "\(self.key.rawValue) disk"
        do throws(FileError) {
            let folder = try OpenDirectory(at: self.path)
            let silence = folder.silence
            // Hidden, so that a promptd that works there passes it over.
            guard let own = FileName(".promptd-init-\(String(UInt64.random(in: 0...UInt64.max), radix: 16))") else {
                preconditionFailure("letters and digits are a name")
            }
            let result = Self.result { () throws(FileError) in
                let place = try folder.makeDirectory([own])
                try FolderProbe.check(place, path: self.path, takesDownloads: self.key == .outbox)
            }
            try folder.removeFolder(own)
            try result.get()
            let able = "makes names once, renames without replacing, and flushes"
            guard let silence else { return .ok(name, "\(able); it tells of changes at once") }
            return .ok(name, "\(able); \(silence), so that it is scanned every few seconds")
        } catch {
            return .failure(
                name,
                error.description,
                "Put it on another file system, or have the mount's options mended."
            )
        }
    }

    private static func result(_ body: () throws(FileError) -> Void) -> Result<Void, FileError> {
        do {
            return .success(try body())
        } catch {
            return .failure(error)
        }
    }
}

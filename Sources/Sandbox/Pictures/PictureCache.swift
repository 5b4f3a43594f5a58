import NIOPosix
import Synchronization

/// Pictures as files, drawn when they are first asked for, the latest few kept.
final class PictureCache: Sendable {
    /// A drawn picture.
    struct File: Equatable, Sendable {
        let bytes: [UInt8]
        /// A strong `ETag`, quotes included.
        let tag: String

        init(bytes: [UInt8]) {
            self.bytes = bytes
            let sums = [
                Checksum.crc32(of: bytes), Checksum.adler32(of: bytes), UInt32(truncatingIfNeeded: bytes.count),
            ]
            self.tag = "\"" + sums.map { String($0, radix: 16) }.joined(separator: "-") + "\""
        }
    }

    private struct Kept {
        var files: [Picture: File] = [:]
        var order: [Picture] = []
    }

    private let capacity: Int
    private let imageBytes: Int?
    private let kept = Mutex(Kept())

    /// With `imageBytes` nothing is drawn: all pictures of one size are the same plain one, of so many bytes.
    init(capacity: Int = 64, imageBytes: Int? = nil) {
        self.capacity = capacity
        self.imageBytes = imageBytes
    }

    /// The picture's file.
    ///
    /// It is drawn on NIO's pool of threads, which keep neither connections nor tasks waiting.
    func file(of picture: Picture) async throws -> File {
        let (bytes, size) = (self.imageBytes, picture.size)
        let picture = bytes == nil ? picture : Picture(text: "", seed: 0, index: 1, count: 1, size: size)
        if let file = self.kept.withLock({ $0.files[picture] }) { return file }
        let file = try await NIOThreadPool.singleton.runIfActive {
            File(bytes: try bytes.map { try PNGEncoder.plain(size: size, bytes: $0) } ?? picture.png())
        }
        self.kept.withLock { kept in
            guard kept.files.updateValue(file, forKey: picture) == nil else { return }
            kept.order.append(picture)
            if kept.order.count > self.capacity { kept.files[kept.order.removeFirst()] = nil }
        }
        return file
    }
}

import NIOPosix
import Synchronization

/// Outputs as files, made when they are first asked for, the latest few kept.
final class PictureCache: Sendable {
    /// A made output.
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
        var files: [Artwork: File] = [:]
        var order: [Artwork] = []
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
    func file(of picture: Picture) async throws -> File { try await self.file(of: .picture(picture)) }

    /// The output's file.
    ///
    /// It is made on NIO's pool of threads, which keep neither connections nor tasks waiting.
    func file(of artwork: Artwork) async throws -> File {
        var (artwork, plain) = (artwork, (bytes: Int, size: PixelSize)?.none)
        if let bytes = self.imageBytes, case .picture(let picture) = artwork {
            artwork = .picture(Picture(text: "", seed: 0, index: 1, count: 1, size: picture.size))
            plain = (bytes, picture.size)
        }
        if let file = self.kept.withLock({ $0.files[artwork] }) { return file }
        let file = try await NIOThreadPool.singleton.runIfActive { [artwork, plain] in
            File(bytes: try plain.map { try PNGEncoder.plain(size: $0.size, bytes: $0.bytes) } ?? artwork.bytes())
        }
        self.kept.withLock { kept in
            guard kept.files.updateValue(file, forKey: artwork) == nil else { return }
            kept.order.append(artwork)
            if kept.order.count > self.capacity { kept.files[kept.order.removeFirst()] = nil }
        }
        return file
    }
}

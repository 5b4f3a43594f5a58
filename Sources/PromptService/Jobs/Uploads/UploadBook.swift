import PromptCore
import Synchronization

/// What has been uploaded for prompts that are not sent yet, so that one that has to wait, or is sent again, is not uploaded
/// with every attempt.
final class UploadBook: Sendable {
    /// How old an upload may be when its prompt is sent: an address may be good for some hours alone.
    static let validity = Duration.seconds(3600)

    private struct Key: Hashable {
        var job: JobID
        var name: String
        var sha256: String
    }

    private struct Upload {
        var address: UploadAddress
        var made: ContinuousClock.Instant
    }

    private let uploads = Mutex<[Key: Upload]>([:])

    /// Where the copy has been put for that job; `nil` if it has not been, or too long ago.
    func address(of file: InputFile, _ job: JobID, at now: ContinuousClock.Instant) -> UploadAddress? {
        self.uploads.withLock { uploads in
            guard let upload = uploads[Self.key(file, job)], now - upload.made < Self.validity else { return nil }
            return upload.address
        }
    }

    func note(_ address: UploadAddress, of file: InputFile, _ job: JobID, at now: ContinuousClock.Instant) {
        self.uploads.withLock { uploads in
            // Nobody asks for those any more.
            uploads = uploads.filter { now - $0.value.made < Self.validity }
            uploads[Self.key(file, job)] = Upload(address: address, made: now)
        }
    }

    private static func key(_ file: InputFile, _ job: JobID) -> Key {
        Key(job: job, name: file.name, sha256: file.sha256)
    }
}

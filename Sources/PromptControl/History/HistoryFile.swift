import PromptCore

/// A file of a result.
package struct HistoryFile: Codable, Sendable, Equatable {
    package var file: String
    /// The folder that it lies in, below the outbox.
    package var folder: String
    package var bytes: Int64
    /// Lower-case hexadecimal.
    package var sha256: String
    package var mediaType: String
    /// Pixels; left out for what is neither picture nor film.
    package var width: Int?
    package var height: Int?
    /// Left out for what is neither film nor sound.
    package var seconds: Double?

    enum CodingKeys: String, CodingKey {
        case file = "file"
        case folder = "folder"
        case bytes = "bytes"
        case sha256 = "sha256"
        case mediaType = "media_type"
        case width = "width"
        case height = "height"
        case seconds = "seconds"
    }

    init(_ file: CollectedFile, in folder: String) {
        self.file = file.name
        self.folder = folder
        self.bytes = file.bytes
        self.sha256 = file.sha256
        self.mediaType = file.mediaType
        self.width = file.width
        self.height = file.height
        self.seconds = file.seconds
    }

    /// What of the job lies in the outbox, in the API's order.
    static func delivered(_ job: Job) -> [HistoryFile] {
        let place: String? = if case .published(let delivery) = job.state { delivery.folder } else { nil }
        return (job.state.output?.files ?? []).compactMap { file in
            switch file.progress {
            case .delivered(let found, let folder): HistoryFile(found, in: folder)
            case .collected(let found): place.map { HistoryFile(found, in: $0) }
            case .wanted, .lost: nil
            }
        }
    }
}

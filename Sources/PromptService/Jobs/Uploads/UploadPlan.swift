import PromptCore

/// Which files of a prompt go by the uploader: a pure value that decides.
struct UploadPlan: Equatable, Sendable {
    /// Those, by their places among the files that were taken.
    let uploads: [InputFile]

    /// `scope` is `nil` if there is no uploader: then those that could not be sent without one are named all the same.
    init(_ taken: [InputFile], _ files: [FileInput], _ scope: UploaderSettings.Scope?) {
        if scope == .all {
            self.uploads = taken
            return
        }
        var isUploaded = taken.map { file in
            guard let kind = files.first(where: { $0.member == file.member })?.kind else { return false }
            return file.bytes > FileLimits.bytes(kind) || FileLimits.hasTooManyPixels(file.width, file.height)
        }
        // The largest of the others until the rest fits into one request.
        func total() -> Int64 {
            zip(taken, isUploaded).reduce(0) { $0 + ($1.1 ? 0 : RequestBody.base64Count($1.0.bytes)) }
        }
        while total() > FileLimits.request {
            let left = taken.indices.filter { !isUploaded[$0] }
            guard let largest = left.max(by: { taken[$0].bytes < taken[$1].bytes }) else { break }
            isUploaded[largest] = true
        }
        self.uploads = zip(taken, isUploaded).filter(\.1).map(\.0)
    }
}

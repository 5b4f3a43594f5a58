import PromptCore
import PromptFiles

extension JobRunner {
    /// What is sent: the copies are read once more before, and only the very bytes that were taken go out.
    ///
    /// - Returns: `nil` if one of them is not what it was.
    func body(of request: JobRequest, _ place: ResultPlace) async throws -> RequestBody? {
        if request.files == nil { return RequestBody(Array(request.input.utf8)) }
        return try await Blocking.run(.outbox) {
            let staging = try place.staging()
            // What others fetch is the same as well, and is what is delivered.
            for file in request.files ?? [] where file.address != nil {
                guard try staging.openInput(file) != nil else { return nil }
            }
            do {
                return try request.body { file in
                    guard let copy = try staging.openInput(file) else { throw CopyChangedError() }
                    return copy
                }
            } catch is CopyChangedError {
                return nil
            }
        }
    }

    private struct CopyChangedError: Error {}
}

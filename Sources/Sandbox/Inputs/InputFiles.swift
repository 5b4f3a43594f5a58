/// The files of an input, looked at as the API would.
struct InputFiles: Sendable {
    private(set) var files: [SentFile] = []
    private(set) var problems: [InputSchema.Problem] = []

    init(_ input: APIValue, schema: InputSchema) {
        for member in schema.files {
            for text in input[member.name]?.texts ?? [] {
                do {
                    self.files.append(try Self.file(text, member))
                } catch {
                    self.problems.append(error.problem(of: member.name))
                }
            }
        }
    }

    /// Why a file is not taken.
    private struct Refusal: Error {
        let type: String
        let message: String

        func problem(of member: String) -> InputSchema.Problem {
            InputSchema.Problem(member: member, message: self.message, type: self.type)
        }
    }

    private static func file(_ text: String, _ member: InputSchema.FileMember) throws(Refusal) -> SentFile {
        guard text.hasPrefix(DataURI.scheme) else {
            if let problem = HostedFile.problem(text) { throw Refusal(type: "file_url", message: problem) }
            return SentFile(member: member.name, kind: member.kind, url: text)
        }
        guard let uri = DataURI(text) else {
            throw Refusal(type: "data_uri", message: "Input should be a data URI in base64")
        }
        let most = member.kind.mostBytes
        guard uri.bytes.count <= most else {
            throw Refusal(type: "file_too_large", message: "The file should have at most \(most) bytes")
        }
        guard let head = MediaHead(uri.bytes), head.kind == member.kind else {
            throw Refusal(type: "file_type", message: "The file should be of the kind \(member.kind.rawValue)")
        }
        guard head.isCalled(uri.mediaType) else {
            throw Refusal(type: "file_type", message: "The file is \(head.mediaType), not \(uri.mediaType)")
        }
        if let width = head.width, let height = head.height, width * height > FileKind.mostPixels {
            throw Refusal(type: "file_too_large", message: "A picture should have at most 32 megapixels")
        }
        let file = SentFile(
            member: member.name,
            kind: member.kind,
            mediaType: head.mediaType,
            bytes: uri.bytes.count,
            sha256: uri.digest,
            width: head.width,
            height: head.height
        )
        if let broken = member.rules.first(where: { !$0.allows(file) }) {
            throw Refusal(type: "file_validation", message: broken.error)
        }
        return file
    }
}

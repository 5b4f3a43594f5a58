import ImageFormats
import PromptCore

extension InputCopy.Facts {
    /// Reads the whole file.
    init(of file: OpenFile) throws(FileError) {
        let size = try file.status().size
        self.init(sha256: try InputCopy.sha256(of: file), bytes: size)
        let found = try ImageInspection.inspect(size: size) { offset, count throws(FileError) in
            try file.read(count: count, at: offset)
        }
        switch found {
        case .complete(let known, _):
            self.mediaType = known.format.mediaType
            (self.width, self.height) = (known.width, known.height)
        case .truncated(let format, let why):
            self.mediaType = format.mediaType
            self.damage = why
        case .errorPage: self.damage = "it is a web page or an error message"
        case .unrecognised: break
        }
    }
}

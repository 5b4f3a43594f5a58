/// A file of another kind that somebody has saved under a prompt's name, told by its first bytes.
struct FileSignature: Equatable {
    /// What it is, with its article.
    let kind: String
    /// What to do instead, up to the words about what is in a prompt.
    private let advice: String

    private static let save = "save it as plain text, with the encoding UTF-8"

    private init(_ kind: String, _ advice: String = Self.save) {
        self.kind = kind
        self.advice = advice
    }

    private static func picture(_ name: String) -> FileSignature {
        FileSignature("a picture (\(name))", "promptd makes pictures from words and takes none: write a text file")
    }

    /// Returns `nil` for text, and for what is not known.
    init?(_ bytes: [UInt8]) {
        func starts(_ text: String, at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
        let isOffice = bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        if starts("{\\rtf") {
            let name = "a document with formatting (RTF)"
            self = FileSignature(name, "\(Self.save) (in TextEdit: Format, Make Plain Text)")
        } else if starts("PK\u{3}\u{4}") {
            self = Self.archive(bytes)
        } else if isOffice {
            self = FileSignature("a document of an office program (such as .doc)")
        } else if starts("%PDF-") {
            self = FileSignature("a PDF")
        } else if starts("bplist00") {
            self = FileSignature("a property list of macOS")
        } else if let text = Self.markup(bytes) {
            self = text
        } else if let format = Self.format(ofPicture: bytes) {
            self = Self.picture(format)
        } else if bytes.starts(with: [0x1F, 0x8B]) {
            self = FileSignature(
                "a packed file (gzip)",
                "unpack it, and drop what is in it; each prompt is a text file"
            )
        } else {
            return nil
        }
    }

    /// What is wrong, in place of what is wrong with its bytes as JSON.
    func problem(_ found: Rejection.Problem) -> Rejection.Problem {
        // It may be unfinished, but what will become of it is no prompt.
        let code = found.code == .unfinishedJSON ? .invalidJSON : found.code
        return .init(
            code,
            found.member,
            message: "this is \(self.kind), and no prompt",
            hint: "\(self.advice); what it has to hold is an object with names and values: \(Rejection.example)"
        )
    }

    /// Office programs pack their documents.
    private static func archive(_ bytes: [UInt8]) -> FileSignature {
        let kinds = [
            ("word/", "a Word document (.docx)"), ("xl/", "an Excel table (.xlsx)"),
            ("ppt/", "a PowerPoint presentation (.pptx)"), ("opendocument.text", "a Writer document (.odt)"),
            ("opendocument", "a document of LibreOffice"), ("Index/Document.iwa", "a Pages document"),
        ]
        // Its files come by name, and one of them has the kind's.
        let found = kinds.first { bytes.prefix(64 << 10).contains($0.0.utf8) }
        if let found { return FileSignature(found.1) }
        return FileSignature("a packed file (ZIP)", "unpack it, and drop what is in it; each prompt is a text file")
    }

    private static func markup(_ bytes: [UInt8]) -> FileSignature? {
        let text = bytes.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.prefix(64)
        let start = String(decoding: text, as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return FileSignature("a web page (HTML)") }
        return start.hasPrefix("<?xml") ? FileSignature("an XML file") : nil
    }

    private static func format(ofPicture bytes: [UInt8]) -> String? {
        func starts(_ text: String, at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "PNG" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "JPEG" }
        if starts("GIF87a") || starts("GIF89a") { return "GIF" }
        if starts("RIFF"), starts("WEBP", at: 8) { return "WebP" }
        if starts("ftypavif", at: 4) { return "AVIF" }
        if starts("ftyphei", at: 4) || starts("ftypmif1", at: 4) { return "HEIC" }
        if starts("II*\0") || starts("MM\0*") { return "TIFF" }
        return nil
    }
}

/// The kinds of files that hold many prompts, mostly told by the file's name: `x.prompts.csv` and the like.
package enum BatchFormat: String, CaseIterable, Sendable, Codable {
    /// A JSON object a line (`.ndjson`, `.jsonl`), or one JSON array of objects.
    case objects = "ndjson"
    /// A header row of members' names, and a prompt a row (RFC 4180, with the separators that spreadsheets write).
    case table = "csv"
    /// A text a line.
    case lines = "txt"
    /// One prompt that stands for many (``PromptExpansion``).
    case expansion = "json"

    /// What a name ends in, in any letter case, the usual one first.
    package var suffixes: [String] {
        switch self {
        case .objects: [".prompts.ndjson", ".prompts.jsonl"]
        case .table: [".prompts.csv"]
        case .lines: [".prompts.txt"]
        case .expansion: []
        }
    }

    /// What the name of such a file ends in when it is dropped.
    package var dropSuffix: String { self.suffixes.first ?? PromptFileState.prompt.suffix }

    /// What the name of the file ends in that holds those prompts of a batch again which are to be mended; renamed to end in
    /// `.prompts` and the rest of that, it is dropped anew.
    package var retrySuffix: String { ".failed.\(self == .expansion ? Self.objects.rawValue : self.rawValue)" }

    /// The prompts' common name and the format; `nil` for a file that is not called so.
    package static func split(_ name: FileName) -> (stem: FileName, format: BatchFormat)? {
        for format in Self.allCases {
            for suffix in format.suffixes where name.hasSuffix(suffix) {
                return FileName(name.bytes.dropLast(suffix.utf8.count)).map { ($0, format) }
            }
        }
        return nil
    }
}

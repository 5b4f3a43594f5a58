/// How the cells and lines of a file, which are all text, become members of a prompt.
package struct BatchReading: Sendable {
    /// The member that a line of a text file is.
    package var textMember: String
    /// The members of a model that hold texts; `nil` asks for the model of the prompts that name none.
    ///
    /// A cell under one is a text whatever it looks like: `1984` under `text`, but not under `seed`.
    package var texts: @Sendable (_ model: String?) -> Set<String>
    /// The most rows that are read.
    package var limit: Int

    package init(
        textMember: String = PromptMember.text.rawValue,
        limit: Int,
        texts: @escaping @Sendable (_ model: String?) -> Set<String> = { _ in [] }
    ) {
        self.textMember = textMember
        self.limit = limit
        self.texts = texts
    }

    /// Members that hold words in every model that has them.
    static func isUsuallyText(_ member: String) -> Bool {
        ["text", "prompt", "negative_prompt", "lyrics", "promptd.id", "promptd.model", "name"].contains(member)
            || member.hasPrefix("promptd.labels.")
    }

    /// Reads a whole file.
    ///
    /// - Returns: the rows in the order of the file, those that cannot be read among them; at least one.
    /// - Throws: what is wrong with the file itself, so that nothing of it can be told: not UTF-8, no row, no header, more
    ///   rows than `limit`.
    package func rows(of bytes: [UInt8], _ format: BatchFormat) throws(Rejection) -> [BatchRow] {
        let text = try Self.text(bytes)
        let rows =
            switch format {
            case .objects: try self.objects(in: text)
            case .table: try self.table(in: text)
            case .lines: try self.lines(of: text)
            case .expansion: try self.object(in: text)
            }
        guard !rows.isEmpty else {
            let message = "the file holds no prompt"
            throw Self.rejection(.missingMember, message, "write one a line, and drop the file again")
        }
        return rows
    }

    static func rejection(_ code: Rejection.Code, _ message: String, _ hint: String) -> Rejection {
        Rejection(.init(code, "$", message: message, hint: hint))
    }

    func tooMany() -> Rejection {
        Self.rejection(
            .outOfRange,
            "the file holds more than \(self.limit) prompts",
            "divide it, or ask whoever runs promptd to raise its setting max-batch"
        )
    }

    private static func text(_ bytes: [UInt8]) throws(Rejection) -> String {
        let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
        if marks.contains(where: { bytes.starts(with: $0) }) {
            throw Self.rejection(
                .invalidJSON,
                "the file is UTF-16 text, not UTF-8",
                "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
            )
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if body.contains(0) {
            // What a copy in progress looks like on some shares.
            throw Self.rejection(.unfinishedJSON, "the file holds NUL bytes", "copy it again")
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw Self.rejection(
                .invalidJSON,
                "the file is not UTF-8 text",
                "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
            )
        }
        return text
    }
}

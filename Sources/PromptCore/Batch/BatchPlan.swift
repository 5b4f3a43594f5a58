/// What a file with many prompts comes to: a prompt of its own for each.
///
/// From the same bytes the same plan is made, so that it need not be written down.
package struct BatchPlan: Sendable {
    /// One of the prompts.
    package struct Child: Sendable {
        /// The row of the file it comes from; several come from one that stands for many.
        package var row: BatchRow
        /// The name of its file without the state, and of its result.
        package var stem: FileName
        /// The bytes of its own file; or why it cannot be read.
        package var content: Result<[UInt8], Rejection>
        /// It is all that its row has come to.
        package var isWholeRow: Bool
        /// Its number among those that its row stands for, from 1; `nil` if the row stands for itself.
        package var variant: Int?
        /// What its row calls it, or what it differs by from others of its row; `nil` if there is nothing to tell.
        package var label: String?
    }

    package let format: BatchFormat
    package let children: [Child]
    /// The first row of a table.
    private let header: String?

    /// Reads a whole file.
    ///
    /// A row that cannot be read is a child all the same, and stops no other.
    ///
    /// - Throws: what is wrong with the file itself: see ``BatchReading/rows(of:_:)``; more prompts than the reading's limit.
    package init(_ bytes: [UInt8], _ format: BatchFormat, _ reading: BatchReading) throws(Rejection) {
        self.format = format
        self.header = format == .table ? BatchReading.header(of: String(decoding: bytes, as: UTF8.self)) : nil
        typealias Found = (
            row: BatchRow, label: String?, members: Result<[JSONValue.Member], Rejection>, isWhole: Bool, variant: Int?
        )
        var prompts: [Found] = []
        for row in try reading.rows(of: bytes, format) {
            guard let members = row.members, PromptExpansion.isAsked(of: members) else {
                prompts.append((row, row.name, row.content, true, nil))
                continue
            }
            do throws(Rejection) {
                // The key of a whole file is that of its job; a row has none of its own.
                if format != .expansion, Self.hasKey(members) { throw Self.keyOfMany }
                let variants = try PromptExpansion(members, limit: reading.limit).variants
                for (index, variant) in variants.enumerated() {
                    let words = [row.name, variant.label].compactMap { $0 }.filter { !$0.isEmpty }
                    let label = words.isEmpty ? nil : words.joined(separator: "-")
                    prompts.append((row, label, .success(variant.members), variants.count == 1, index + 1))
                }
            } catch {
                // Alone in its file, it is what is wrong with the file.
                guard format != .expansion else { throw error }
                prompts.append((row, row.name, .failure(error), true, nil))
            }
            guard prompts.count <= reading.limit else { throw reading.tooMany() }
        }
        if format == .expansion, case .failure(let rejection)? = prompts.first?.members { throw rejection }
        let count = prompts.count
        self.children = prompts.enumerated().map { index, prompt in
            Child(
                row: prompt.row,
                stem: BatchChildName.name(index + 1, of: count, label: prompt.label),
                content: prompt.members.map { JSONValue.object($0).pretty() },
                isWholeRow: prompt.isWhole,
                variant: prompt.variant,
                label: prompt.label
            )
        }
    }

    private static func hasKey(_ members: [JSONValue.Member]) -> Bool {
        members.first { $0.name == PromptMember.daemon.rawValue }?.value[PromptOptionMember.id.rawValue] != nil
    }

    private static let keyOfMany = Rejection(
        .init(
            .invalidValue,
            "promptd.id",
            message: "promptd.id is the key of one prompt, and this row stands for many",
            hint: "leave it out, or write a row for each of them with a key of its own"
        )
    )

    /// A file that holds `children` again, to be mended and dropped anew; what it has to be called.
    ///
    /// It is of the same kind as the first one where whole rows are to be made again. Otherwise each of them stands for
    /// itself: a row that stands for many would make those again that were delivered.
    package func retry(_ children: [Child]) -> (bytes: [UInt8], format: BatchFormat) {
        let isWhole = self.format != .expansion && children.allSatisfy(\.isWholeRow)
        guard !isWhole else {
            let lines = [self.header].compactMap(\.self) + children.map(\.row.source)
            return (Array((lines.joined(separator: "\n") + "\n").utf8), self.format)
        }
        let lines = children.map { child in
            switch child.content {
            case .success(let bytes):
                do { return String(decoding: try JSONValue.parse(bytes).serialized(), as: UTF8.self) } catch {
                    return String(decoding: bytes, as: UTF8.self)
                }
            case .failure: return child.row.source
            }
        }
        return (Array((lines.joined(separator: "\n") + "\n").utf8), .objects)
    }
}

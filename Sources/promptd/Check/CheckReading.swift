import Foundation
import PromptCore
import PromptFiles

/// Reads files as the daemon would, and looks for all that is wrong in them.
struct CheckReading {
    /// The most bytes of a file with many prompts.
    static let largestBatch = 64 << 20

    private let settings: Settings
    private let shelf: ModelShelf
    private let isOffline: Bool
    private let limit: Int
    private var rules: PromptRules

    init(_ settings: Settings, _ shelf: ModelShelf, isOffline: Bool) throws(ExitError) {
        (self.settings, self.shelf, self.isOffline) = (settings, shelf, isOffline)
        self.limit = try settings.number(.maxBatch)
        self.rules = try settings.rules()
        self.rules.catalog = shelf.catalog
    }

    /// One file, with all its prompts.
    mutating func file(_ name: String) async -> CheckedFile {
        var file = CheckedFile(name)
        let folder = CheckedFolder(
            of: name,
            inbox: self.settings.text(.inbox),
            isUploadable: !(self.settings.text(.uploader) ?? "").isEmpty
        )
        let kind = Self.kind(of: name)
        file.format = kind.format
        if let note = kind.note { file.notes.append(note) }
        let defaults: FolderDefaults
        do throws(FileError) {
            defaults = try folder.defaults() ?? FolderDefaults()
        } catch {
            file.problems = [CheckedProblem(unreadable: "\(error)")]
            return file
        }
        let bytes: [UInt8]
        switch Self.read(name, kind.format == nil ? InboxFolder.largestPrompt : Self.largestBatch) {
        case .success(let read): bytes = read
        case .failure(let problem):
            file.problems = [problem]
            return file
        }
        do throws(Rejection) {
            file.prompts =
                if let format = kind.format {
                    try await self.rows(of: bytes, format, defaults)
                } else {
                    try await self.prompts(of: bytes, defaults)
                }
        } catch {
            file.problems = error.problems.map { CheckedProblem($0) }
            return file
        }
        await Self.lookAtFiles(of: &file.prompts, in: folder)
        return file
    }

    // MARK: - Prompts

    /// A file of one prompt, which may stand for many.
    private mutating func prompts(of bytes: [UInt8], _ defaults: FolderDefaults) async throws(Rejection)
        -> [CheckedPrompt]
    {
        guard let members = Self.members(of: bytes), PromptExpansion.isAsked(of: members) else {
            return [await self.prompt(bytes, .init(), defaults)]
        }
        return try await self.variants(of: members, .init(), defaults)
    }

    private mutating func rows(
        of bytes: [UInt8],
        _ format: BatchFormat,
        _ defaults: FolderDefaults
    ) async throws(Rejection) -> [CheckedPrompt] {
        let model = defaults.model ?? self.rules.defaultModel
        await self.learn(model)
        let reading = BatchReading(for: self.rules.catalog[model], limit: self.limit)
        var prompts: [CheckedPrompt] = []
        for row in try reading.rows(of: bytes, format) {
            let place = CheckedPrompt.Place(row: row.number, line: row.line, label: row.name ?? "")
            switch row.content {
            case .failure(let rejection): prompts.append(CheckedPrompt(place, rejection))
            case .success(let members):
                do throws(Rejection) {
                    prompts += try await self.variants(of: members, place, defaults)
                } catch {
                    prompts.append(CheckedPrompt(place, error))
                }
            }
            guard prompts.count <= self.limit else { throw self.tooMany() }
        }
        return prompts
    }

    /// The prompts that one stands for.
    private mutating func variants(
        of members: [JSONValue.Member],
        _ place: CheckedPrompt.Place,
        _ defaults: FolderDefaults
    ) async throws(Rejection) -> [CheckedPrompt] {
        let isAsked = PromptExpansion.isAsked(of: members)
        var prompts: [CheckedPrompt] = []
        for (index, variant) in try PromptExpansion(members, limit: self.limit).variants.enumerated() {
            var own = place
            if isAsked {
                own.number = index + 1
                own.label = [place.label, variant.label].filter { !$0.isEmpty }.joined(separator: "-")
            }
            prompts.append(await self.prompt(JSONValue.object(variant.members).serialized(), own, defaults))
        }
        return prompts
    }

    private mutating func prompt(
        _ bytes: [UInt8],
        _ place: CheckedPrompt.Place,
        _ defaults: FolderDefaults
    ) async -> CheckedPrompt {
        if let model = Prompt.model(of: bytes, rules: self.rules, defaults: defaults) { await self.learn(model) }
        do throws(Rejection) {
            return CheckedPrompt(place, try Prompt.decode(bytes, rules: self.rules, defaults: defaults))
        } catch {
            return CheckedPrompt(place, error)
        }
    }

    /// Asks what a model takes, unless that is known.
    private mutating func learn(_ model: ModelID) async {
        guard !self.isOffline else { return }
        self.rules.catalog = await self.shelf.catalog(self.rules.catalog, with: model)
    }

    private func tooMany() -> Rejection {
        Rejection(
            .init(
                .outOfRange,
                "$",
                message: "the file asks for more than \(self.limit) prompts",
                hint: "divide it, or ask whoever runs promptd to raise its setting max-batch"
            )
        )
    }

    private static func members(of bytes: [UInt8]) -> [JSONValue.Member]? {
        do {
            guard case .object(let members) = try JSONValue.parse(bytes) else { return nil }
            return members
        } catch {
            // What is wrong with it is said when it is read as a prompt.
            return nil
        }
    }

    // MARK: - Files

    /// Looks at the files that the prompts name; at those that many of them name, once.
    private static func lookAtFiles(of prompts: inout [CheckedPrompt], in folder: CheckedFolder) async {
        var last: (files: [FileInput], problems: [CheckedProblem])?
        for index in prompts.indices {
            guard let files = prompts[index].prompt?.files, !files.isEmpty else { continue }
            let problems: [CheckedProblem]
            if let last, last.files == files {
                problems = last.problems
            } else {
                problems = await folder.problems(files).map { CheckedProblem($0) }
                last = (files, problems)
            }
            prompts[index].problems += problems
            prompts[index].notes += folder.unknown(files)
        }
    }

    /// What a file's name makes it, and what would have to be different for the inbox.
    private static func kind(of name: String) -> (format: BatchFormat?, note: String?) {
        guard let file = FileName(URL(filePath: name).lastPathComponent) else { return (nil, nil) }
        if let (_, format) = BatchFormat.split(file) { return (format, nil) }
        // What nobody would write one prompt in.
        for ending in ["csv", "ndjson", "jsonl"] where file.hasSuffix(".\(ending)") {
            let format = ending == "csv" ? BatchFormat.table : .objects
            return (format, "in the inbox its name must end in .prompts.\(ending)")
        }
        return (nil, file.hasSuffix(".prompt.json") ? nil : "in the inbox its name must end in .prompt.json")
    }

    private static func read(_ name: String, _ most: Int) -> Result<[UInt8], CheckedProblem> {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: name))
        } catch {
            let reason = "cannot be read: \(SystemReason.text(error))"
            return .failure(CheckedProblem(unreadable: reason, hint: "name a file that this user may read"))
        }
        guard bytes.count <= most else {
            let message = "has \(bytes.count) bytes; at most \(most >> 20) MiB is read"
            return .failure(CheckedProblem(unreadable: message, hint: "divide it"))
        }
        return .success(Array(bytes))
    }
}

import Foundation
import PromptCore
import PromptFiles

/// Reads files as the daemon would, and looks for all that is wrong in them.
struct CheckReading {
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
        switch Self.read(name, InboxFolder.largestPrompt) {
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
        guard JobOrigin(reading: bytes).batch == .expansion else {
            return [await self.prompt(bytes, .init(), defaults)]
        }
        return try await self.rows(of: bytes, .expansion, defaults)
    }

    /// What a file with many prompts becomes, as the daemon would have it.
    private mutating func rows(
        of bytes: [UInt8],
        _ format: BatchFormat,
        _ defaults: FolderDefaults
    ) async throws(Rejection) -> [CheckedPrompt] {
        await self.learn(defaults.model ?? self.rules.defaultModel)
        let first = try BatchPlan(bytes, format, BatchReading(rules: self.rules, defaults: defaults, limit: self.limit))
        for child in first.children {
            if case .success(let content) = child.content { await self.learnModels(of: content, defaults) }
        }
        // By what is known now of the models that its rows name.
        let plan = try BatchPlan(bytes, format, BatchReading(rules: self.rules, defaults: defaults, limit: self.limit))
        var prompts: [CheckedPrompt] = []
        for child in plan.children {
            var place = CheckedPrompt.Place(name: "\(child.stem)", number: child.variant, label: child.label ?? "")
            if format != .expansion { (place.row, place.line) = (child.row.number, child.row.line) }
            switch child.content {
            case .failure(let rejection): prompts.append(CheckedPrompt(place, rejection))
            case .success(let content): prompts.append(await self.prompt(content, place, defaults))
            }
        }
        return prompts
    }

    private mutating func prompt(
        _ bytes: [UInt8],
        _ place: CheckedPrompt.Place,
        _ defaults: FolderDefaults
    ) async -> CheckedPrompt {
        await self.learnModels(of: bytes, defaults)
        do throws(Rejection) {
            return CheckedPrompt(place, try Prompt.decode(bytes, rules: self.rules, defaults: defaults))
        } catch {
            return CheckedPrompt(place, error)
        }
    }

    private mutating func learnModels(of prompt: [UInt8], _ defaults: FolderDefaults) async {
        for model in Prompt.models(of: prompt, rules: self.rules, defaults: defaults) { await self.learn(model) }
    }

    /// Asks what a model takes, unless that is known.
    private mutating func learn(_ model: ModelID) async {
        guard !self.isOffline else { return }
        self.rules.catalog = await self.shelf.catalog(self.rules.catalog, with: model)
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
            return .failure(CheckedProblem(Failure.tooLarge(bytes: Int64(bytes.count))))
        }
        return .success(Array(bytes))
    }
}

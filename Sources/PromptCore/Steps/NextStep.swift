/// The prompt that promptd drops when a result is delivered whose prompt goes on with `promptd.then`.
package struct NextStep: Sendable {
    /// A file of the result, and what it is called beside the prompt.
    package struct File: Equatable, Sendable {
        /// Its name in the result's folder.
        package var result: String
        /// The folder below the outbox in which it lies, with slashes.
        package var folder: String
        package var name: String
    }

    /// Where the prompt is dropped: beside the one before it.
    package let path: PromptPath
    /// Its key: however often it is dropped, it is charged once.
    package let id: PromptID
    package let bytes: [UInt8]
    package let files: [File]

    /// The next step of a delivered job; `nil` if there is none.
    ///
    /// From the second on `number` is in its name, for one whose name is another's.
    package init?(_ job: Job, _ prompt: [UInt8], number: Int = 1) {
        guard job.origin?.hasNext == true, case .published(let delivery) = job.state,
            let id = PromptID(rawValue: "\(job.id.rawValue).then"), let path = Self.path(of: job, number: number),
            let options = Self.options(prompt), case .array(let steps)? = options[PromptOptionMember.then.rawValue],
            let step = steps.first.flatMap({ StepPlan($0) })
        else { return nil }
        let found = Self.files(delivery)
        let name: (Int) -> String = { number in
            let suffix = found.first { $0.number == number }.map { Self.suffix($0.name) } ?? ".png"
            return "\(path.stem).\(number)\(suffix)"
        }
        let wanted = step.results.contains(0) ? found.map(\.number) : Array(Set(step.results)).sorted()
        self.path = path
        self.id = id
        self.files = found.filter { wanted.contains($0.number) }
            .map { File(result: $0.name, folder: $0.folder, name: name($0.number)) }
        let earlier = EarlierStep(
            job: job.id,
            name: job.source.description,
            folder: delivery.folder,
            number: Self.number(of: job)
        )
        var own: [JSONValue.Member] = [
            .init(PromptOptionMember.id.rawValue, .string(id.rawValue)),
            .init(PromptOptionMember.step.rawValue, earlier.json),
        ]
        if let labels = options[PromptOptionMember.labels.rawValue] {
            own.append(.init(PromptOptionMember.labels.rawValue, labels))
        }
        if steps.count > 1 {
            own.append(.init(PromptOptionMember.then.rawValue, .array(Array(steps.dropFirst()))))
        }
        let members = Self.adding(
            own,
            to: step.filled(count: found.count, name)
        )
        self.bytes = JSONValue.object(members).pretty()
    }

    /// What the step that follows the job is called; `nil` if its prompt names none.
    package static func path(of job: Job, number: Int = 1) -> PromptPath? {
        guard job.origin?.hasNext == true else { return nil }
        let suffix = Array("-step\(Self.number(of: job))".utf8)
        var stem = job.source.stem.bytes
        let own = Array("-step\(Self.number(of: job) - 1)".utf8)
        if job.origin?.step != nil, stem.suffix(own.count).elementsEqual(own) { stem.removeLast(own.count) }
        // A name that fits, cut between characters.
        stem = Array(stem.prefix(InboxName.longestStem - suffix.count - 8))
        while String(validating: stem, as: UTF8.self) == nil, stem.count > 1, stem.last ?? 0 >= 0x80 {
            stem.removeLast()
        }
        let path = FileName(stem + suffix).map { PromptPath(folder: job.source.folder, stem: $0) }
        return number < 2 ? path : path?.numbered(number)
    }

    private static func number(of job: Job) -> Int { (job.origin?.step?.number ?? 1) + 1 }

    private static func options(_ prompt: [UInt8]) -> JSONValue? {
        do { return try JSONValue.parse(prompt)[PromptMember.daemon.rawValue] } catch { return nil }
    }

    private static func files(_ delivery: JobState.Delivery) -> [(number: Int, name: String, folder: String)] {
        delivery.output.files.enumerated().compactMap { index, file in
            switch file.progress {
            case .collected(let collected): (index + 1, collected.name, delivery.folder)
            case .delivered(let collected, let folder): (index + 1, collected.name, folder)
            case .wanted, .lost: nil
            }
        }
    }

    private static func suffix(_ name: String) -> String {
        name.split(separator: ".").last.map { ".\($0)" } ?? ""
    }

    /// Options of the daemon's beside those that the step has itself, which win but for promptd's own.
    private static func adding(
        _ options: [JSONValue.Member],
        to members: [JSONValue.Member]
    ) -> [JSONValue.Member] {
        let daemon = PromptMember.daemon.rawValue
        var own: [JSONValue.Member] = []
        if case .object(let written)? = members.first(where: { $0.name == daemon })?.value { own = written }
        let fixed: [PromptOptionMember] = [.id, .step, .then]
        own.removeAll { option in fixed.contains { $0.rawValue == option.name } }
        let added = options.filter { option in !own.contains { $0.name == option.name } }
        return members.filter { $0.name != daemon } + [.init(daemon, .object(own + added))]
    }
}

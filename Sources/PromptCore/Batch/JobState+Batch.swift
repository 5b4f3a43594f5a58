package import FoundationEssentials

extension JobState {
    /// A file with many prompts that has become as many of their own.
    package struct Division: Equatable, Sendable, Codable {
        /// The hidden folder of the inbox that they lie in: its path, whose last name is the folder's.
        package var children: PromptPath
        /// How many the file holds, those that cannot be read among them.
        package var count: Int

        package init(children: PromptPath, count: Int) {
            self.children = children
            self.count = count
        }

        /// The folder's names from the inbox down.
        package var folder: [FileName] { self.children.folder + [self.children.stem] }
    }

    /// What has become of a file with many prompts.
    package struct Completion: Equatable, Sendable, Codable {
        package var division: Division
        /// The folder below the outbox, with slashes, in which its results and its report lie.
        package var folder: String
        package var ends: BatchEnds
        /// What all of them have cost, as far as that is known; `nil` if it is of none.
        package var cost: USD?

        package init(division: Division, folder: String, ends: BatchEnds, cost: USD? = nil) {
            self.division = division
            self.folder = folder
            self.ends = ends
            self.cost = cost
        }
    }
}

extension Job {
    /// The prompts that it holds are written down, and are about to be shown: it is never divided again.
    package mutating func divided(_ division: JobState.Division) {
        guard case .claimed = self.state else { return }
        self.state = .divided(division)
    }

    /// All of them have ended.
    package mutating func completed(in folder: String, _ ends: BatchEnds, cost: USD?, at now: Date) {
        guard case .divided(let division) = self.state else { return }
        self.state = .completed(.init(division: division, folder: folder, ends: ends, cost: cost))
        self.times.published = now
    }
}

extension Job {
    /// The folder below the outbox in which its result lies; `nil` if it has none.
    ///
    /// That of a file with many prompts counts as soon as one of them was delivered: the same file once more would have
    /// that one made, and paid for, again.
    package var deliveredFolder: String? {
        switch self.state {
        case .published(let delivery): delivery.folder
        case .completed(let completion) where completion.ends.delivered > 0: completion.folder
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .failed, .unconfirmed,
            .cancelled, .divided, .completed:
            nil
        }
    }

    /// Whether it has a result.
    package var isDelivered: Bool { self.deliveredFolder != nil }
}

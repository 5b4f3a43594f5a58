package import FoundationEssentials

extension Job {
    /// A file lies in staging, verified and flushed; its name may not be on disk yet.
    package mutating func fileCollected(_ index: Int, _ file: CollectedFile, warning: String? = nil) {
        guard case .collecting(var output) = self.state, output.files.indices.contains(index) else { return }
        output.files[index].progress = .collected(file)
        if let warning { output.warn(warning) }
        self.state = .collecting(output)
    }

    /// A file cannot be had, now or later.
    package mutating func fileLost(_ index: Int, _ why: String) {
        guard case .collecting(var output) = self.state, output.wanted.contains(index) else { return }
        output.files[index].progress = .lost(why)
        self.state = .collecting(output)
    }

    /// So many more seconds have passed in which files were tried for.
    package mutating func collectionTried(seconds: Double) {
        guard case .collecting(var output) = self.state else { return }
        output.triedSeconds = (output.triedSeconds ?? 0) + seconds
        self.state = .collecting(output)
    }

    /// The result was asked for again, for links that are still good.
    package mutating func linksRenewed(_ places: [GenerationResult.Place]) {
        guard case .collecting(var output) = self.state else { return }
        let links = places.count { if case .link = $0 { true } else { false } }
        if links > 0, output.files.allSatisfy({ $0.progress == .wanted || $0.link.isMissing }) {
            // Nothing has been fetched or given up yet, so that there is no place to keep.
            output.files = self.bounded(places).map { .init($0) }
            self.state = .collecting(output)
            return
        }
        guard places.count == output.files.count else { return }
        for index in places.indices {
            guard case .link(let link) = places[index] else { continue }
            // One that was missing may have come since.
            let isLate = output.files[index].link.isMissing
            guard output.files[index].progress == .wanted || isLate else { continue }
            output.files[index] = .init(link: link)
        }
        self.state = .collecting(output)
    }

    /// The API has come to know what the request has cost.
    package mutating func costTold(_ cost: USD) {
        guard case .collecting(var output) = self.state else { return }
        output.cost = cost
        self.state = .collecting(output)
    }

    /// What is there is to be shown, although the rest has not come: it is delivered by itself when it does.
    package mutating func partDue() {
        guard case .collecting(let output) = self.state, !output.collected.isEmpty, !output.wanted.isEmpty else {
            return
        }
        self.state = .publishing(output)
    }

    /// Nothing is wanted any more: what was paid for and could be had is delivered, even if some of it was lost.
    package mutating func collectionEnded() {
        guard case .collecting(var output) = self.state, output.wanted.isEmpty else { return }
        let reasons = output.lost
        if output.collected.isEmpty, let folder = output.deliveredFolders.first {
            // All that has come is to be seen already. What has not, after its folder had promised it, is told by an error.
            self.state =
                reasons.isEmpty
                ? .published(.init(output: output, folder: folder))
                : .failed(.partLost(output))
            return
        }
        if reasons.count == output.files.count {
            self.state = .failed(.resultUnusable(reasons.first ?? "there were none", output.paid.requestID))
            return
        }
        for reason in reasons { output.warn("a file could not be fetched: \(reason)") }
        self.state = .publishing(output)
    }

    /// Staging has lost or changed some of its files: they are fetched again.
    package mutating func stagingDamaged(_ names: [String]) {
        guard case .publishing(var output) = self.state else { return }
        for index in output.files.indices {
            if case .collected(let file) = output.files[index].progress, names.contains(file.name) {
                output.files[index].progress = .wanted
            }
        }
        self.state = .collecting(output)
    }

    /// The folder is visible, and will be after a power cut.
    package mutating func published(_ folder: String, at now: Date) {
        guard case .publishing(var output) = self.state else { return }
        self.times.published = self.times.published ?? now
        guard !output.wanted.isEmpty else {
            self.state = .published(.init(output: output, folder: output.deliveredFolders.first ?? folder))
            return
        }
        for index in output.files.indices {
            if case .collected(let file) = output.files[index].progress {
                output.files[index].progress = .delivered(file, folder: folder)
            }
        }
        self.state = .collecting(output)
    }
}

extension Job {
    /// Whether a part of its result was shown while others were still wanted.
    package var hasShownParts: Bool {
        switch self.state {
        case .collecting(let output), .publishing(let output): !output.deliveredFolders.isEmpty
        case .published(let delivery): !delivery.output.deliveredFolders.isEmpty
        case .claiming, .claimed, .submitting, .queued, .running, .failed, .unconfirmed, .cancelled, .divided,
            .completed:
            false
        }
    }
}

extension JobState.Output {
    /// The files that will be delivered, in the API's order.
    package var collected: [(link: OutputLink, file: CollectedFile)] {
        self.files.compactMap { file in
            if case .collected(let collected) = file.progress { (file.link, collected) } else { nil }
        }
    }

    /// The positions of the files still to be fetched.
    package var wanted: [Int] {
        self.files.indices.filter { self.files[$0].progress == .wanted }
    }

    /// Adds a warning once: damaged staging sends a job through its collection again.
    fileprivate mutating func warn(_ text: String) {
        if !self.warnings.contains(text) { self.warnings.append(text) }
    }

    /// The reasons why files cannot be had.
    package var lost: [String] {
        self.files.compactMap { file in
            if case .lost(let why) = file.progress { why } else { nil }
        }
    }

    /// The folders below the outbox that show a part of it, in the order in which they have appeared.
    package var deliveredFolders: [String] {
        self.files.reduce(into: []) { folders, file in
            if case .delivered(_, let folder) = file.progress, !folders.contains(folder) { folders.append(folder) }
        }
    }

    /// How many files are in staging or have been shown.
    package var arrivedCount: Int {
        self.files.count { file in
            switch file.progress {
            case .collected, .delivered: true
            case .wanted, .lost: false
            }
        }
    }

    /// How many bytes those files have.
    package var arrivedBytes: Int64 {
        self.files.reduce(0) { bytes, file in
            switch file.progress {
            case .collected(let collected), .delivered(let collected, _): bytes + collected.bytes
            case .wanted, .lost: bytes
            }
        }
    }

    /// The files that are not among ``collected``, by their numbers from 1, with where they are or why they are not.
    package var missing: [(number: Int, why: String)] {
        self.files.indices.compactMap { index in
            switch self.files[index].progress {
            case .collected: nil
            case .lost(let why): (index + 1, why)
            case .delivered(_, let folder): (index + 1, "it is in the folder \(folder)")
            case .wanted: (index + 1, "it has not come yet; when it does, it gets a folder of its own")
            }
        }
    }
}

import Foundation
import PromptCore
import PromptFiles

/// What is not taken or not done, and concerns a person: the one list that the status and the notices in the folders show.
struct NotTakenList: Sendable {
    struct Line: Equatable, Sendable {
        /// The file in its folder; `nil` for the folder itself.
        var name: FileName?
        /// Why, and what to do.
        var why: String
    }

    /// What a folder's lines are made of: as long as it is the same, so are they.
    struct Version: Equatable, Sendable {
        fileprivate var notes: Int?
        fileprivate var others: [Line]

        /// That of no list.
        static let none = Version(notes: -1, others: [])
    }

    /// There may be a hundred thousand: looked into only where something has changed.
    private var notes = InboxNotes()
    /// There are few of them.
    private var others: [[FileName]: [Line]] = [:]

    /// Nothing.
    init() {}

    /// `held` are the folders whose prompts wait, without those that the entries are of; `obstacles` are what is in the way of commands that no job deals with, `strays` claimed files that are no job's, `renamed` those of jobs under other names; times
    /// are shown as they are in `zone`.
    init(
        _ summary: Inbox.Summary,
        _ entries: [JobsInFlight.Entry],
        held: [HeldFolder] = [],
        obstacles: [PromptPath: String] = [:],
        strays: [PromptPath] = [],
        renamed: [RenamedClaim] = [],
        zone: TimeZone
    ) {
        self.notes = summary.notTaken
        var closed: Set<[FileName]> = []
        for held in held {
            switch held.cause {
            case .pause(let name, let since):
                let jobs = entries.count { $0.doing == .paused && $0.name.folder.starts(with: held.folder) }
                let why = Self.pause(since: LocalTime.text(since, in: zone), waiting: held.waiting + jobs)
                self.add(.init(name: name, why: why), to: held.folder)
            case .trouble(let why):
                let jobs = entries.count { $0.isHeldUp && $0.name.folder.starts(with: held.folder) }
                closed.insert(held.folder)
                self.add(.init(why: "\(why) \(Self.waiting(held.waiting + jobs))"), to: held.folder)
            }
        }
        for entry in entries {
            let name = entry.name.fileName(entry.state == .claiming ? .prompt : .working)
            if entry.isCancelLate { self.add(.init(name: name, why: Self.tooLate(entry.state)), to: entry.name.folder) }
            guard let why = entry.obstacle, !(entry.isHeldUp && closed.contains(entry.name.folder)) else { continue }
            self.add(.init(name: name, why: "it waits: \(why)"), to: entry.name.folder)
        }
        for path in strays {
            let (name, dropped) = (path.fileName(.working), path.fileName(.prompt))
            let why = "promptd alone names a file so, and works on no such one; to have it made, call it \(dropped)"
            self.add(.init(name: name, why: why), to: path.folder)
        }
        let busy = renamed.isEmpty ? [] : Set(entries.map(\.name))
        for claim in renamed where busy.contains(claim.prompt) {
            self.add(.init(name: claim.name, why: Self.renamed(claim)), to: claim.folder)
        }
        for (path, why) in obstacles { self.add(.init(name: path.stem, why: "it waits: \(why)"), to: path.folder) }
        for folder in self.others.keys { self.others[folder]?.sort { Self.isBefore($0, $1) } }
    }

    private mutating func add(_ line: Line, to folder: [FileName]) {
        self.others[folder, default: []].append(line)
    }

    private static func isBefore(_ left: Line, _ right: Line) -> Bool {
        guard let leftName = left.name, let rightName = right.name, leftName != rightName else {
            return left.name == right.name ? left.why < right.why : left.name == nil
        }
        return leftName < rightName
    }

    // MARK: Reading

    /// The folders that have lines.
    var folders: Set<[FileName]> { Set(self.notes.folders.keys).union(self.others.keys) }

    func version(of folder: [FileName]) -> Version {
        Version(notes: self.notes.folders[folder]?.version, others: self.others[folder] ?? [])
    }

    /// Why files of the folder are not taken, by their names.
    func drops(in folder: [FileName]) -> [FileName: String] { self.notes.folders[folder]?.reasons ?? [:] }

    /// How many lines the folder has.
    func count(in folder: [FileName]) -> Int {
        (self.notes.folders[folder]?.reasons.count ?? 0) + (self.others[folder]?.count ?? 0)
    }

    /// The folder's first lines, by name, at most `limit`.
    func lines(in folder: [FileName], limit: Int) -> [Line] {
        let noted = (self.notes.folders[folder]?.reasons ?? [:]).smallest(limit) { $0.key < $1.key }
        let lines = noted.map { Line(name: $0.key, why: $0.value) } + (self.others[folder] ?? [])
        return lines.smallest(limit) { Self.isBefore($0, $1) }
    }

    /// For the status: why, by the paths of files and folders, from at most `limit` lines; and how many lines are left, in
    /// how many folders.
    func reasons(limit: Int) -> (lines: [(path: String, why: String)], left: Int, folders: Int) {
        var result: [(path: String, why: String)] = []
        let all = self.folders
        var left = all.reduce(0) { $0 + self.count(in: $1) }
        var folders = all.count
        for folder in all.smallest(limit, by: { $0.lexicographicallyPrecedes($1) }) {
            let lines = self.lines(in: folder, limit: limit - result.count)
            left -= lines.count
            if lines.count == self.count(in: folder) { folders -= 1 }
            for line in lines {
                let path = (folder + [line.name].compactMap(\.self)).map(\.description).joined(separator: "/")
                // A JSON object has a name once.
                if let index = result.firstIndex(where: { $0.path == path }) {
                    result[index].why += "; \(line.why)"
                } else {
                    result.append((path, line.why))
                }
            }
        }
        return (result, left, folders)
    }

    // MARK: Words

    private static func pause(since time: String, waiting: Int) -> String {
        """
        since \(time) nothing in this folder and those below it is submitted. \(Self.waiting(waiting)) \
        To let them go, remove this file
        """
    }

    private static func waiting(_ count: Int) -> String {
        switch count {
        case 0: "No prompt waits for that."
        case 1: "1 prompt waits."
        default: "\(count) prompts wait."
        }
    }

    private static func renamed(_ claim: RenamedClaim) -> String {
        let cancel =
            claim.folder == claim.prompt.folder
            ? "call this file \(claim.prompt.fileName(.cancel))" : "move it to \(claim.prompt).cancel.json in the inbox"
        return """
            it is the file of \(claim.prompt), which promptd works on whatever this file is called: the result will come. To \
            cancel that, \(cancel); otherwise nothing need be done, and this file may be deleted when the result is there
            """
    }

    private static func tooLate(_ state: JobState.Name) -> String {
        let why =
            switch state {
            case .collecting, .publishing: "its pictures had been made"
            case .running: "it was being made already"
            default: "the API did not cancel it any more"
            }
        return "the wish to cancel it came too late: \(why), and is charged. It will be delivered; nothing need be done"
    }
}

extension JobsInFlight.Entry {
    /// It has not been submitted, since something of its own is in the way: its folder is told of, and not each of those
    /// in it.
    fileprivate var isHeldUp: Bool { self.obstacle != nil && [.claiming, .claimed].contains(self.state) }
}

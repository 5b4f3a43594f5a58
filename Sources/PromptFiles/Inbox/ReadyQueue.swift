import FoundationEssentials
import PromptCore

/// The settled prompts, and which of them is to be taken next.
///
/// Folders take turns, so that nobody waits until somebody else's thousand are done; what may not go at the moment costs
/// those that may no time: each demand has a lane of its own in its folder, and what is held back by its owner or its own
/// time lies aside.
struct ReadyQueue {
    private struct Folder {
        let name: FileName?
        /// The turn in which one of it was taken last.
        var served: Int
        var lanes: [ReadyPrompt.Demand?: ReadyLane] = [:]
    }

    private var folders: [FileName?: Folder] = [:]
    private var turn = 0
    /// Those that wait for a time of their own, the soonest first.
    private var scheduled: [ReadyPrompt] = []
    /// Held back by a file or a folder in the inbox.
    private(set) var parked = ParkedPrompts()

    /// Those that only wait for a place.
    private(set) var readyCount = 0
    var scheduledCount: Int { self.scheduled.count }
    var parkedCount: Int { self.parked.count }

    /// What those ask for that only wait for a place, and how many ask for it.
    var demands: [ReadyPrompt.Demand: Int] {
        var counts: [ReadyPrompt.Demand: Int] = [:]
        for folder in self.folders.values {
            for case (let demand?, let lane) in folder.lanes { counts[demand, default: 0] += lane.count }
        }
        return counts
    }

    /// When the oldest of those came that only wait for a place.
    var oldest: Date? {
        // Their order is that of their priorities first.
        self.folders.values.flatMap { $0.lanes.values.compactMap(\.oldestArrival) }.min()
    }

    // MARK: Coming and going

    /// `isParked` if something in the inbox holds it back.
    mutating func insert(_ prompt: ReadyPrompt, isParked: Bool) {
        // An invalid one is only told so; nothing holds that back.
        if prompt.isInvalid { return self.line(up: prompt) }
        if isParked {
            self.parked.insert(prompt)
        } else if let start = prompt.notBefore {
            let place = ReadyLane.firstIndex(0..<self.scheduled.count) { index in
                self.scheduled[index].notBefore.map { $0 > start } ?? false
            }
            self.scheduled.insert(prompt, at: place)
        } else {
            self.line(up: prompt)
        }
    }

    mutating func remove(_ prompt: ReadyPrompt) {
        if self.parked.remove(prompt.path) { return }
        if prompt.notBefore != nil, let index = self.scheduled.firstIndex(where: { $0.path == prompt.path }) {
            self.scheduled.remove(at: index)
            return
        }
        self.leaveLine(prompt)
    }

    /// Asks anew which prompts something in the inbox holds back.
    mutating func park(where isParked: (PromptPath) -> Bool) {
        let back = self.parked.all.filter { !isParked($0.path) }
        for prompt in back { self.parked.remove(prompt.path) }
        let lined = self.folders.values.flatMap { $0.lanes.values.flatMap(\.prompts) }
        let away = (lined + self.scheduled).filter { !$0.isInvalid && isParked($0.path) }
        for prompt in away {
            self.remove(prompt)
            self.parked.insert(prompt)
        }
        for prompt in back { self.insert(prompt, isParked: false) }
    }

    private mutating func line(up prompt: ReadyPrompt) {
        let folder = prompt.topFolder
        // One that comes anew has waited for nothing: whose turn it is stays.
        let new = Folder(name: folder, served: self.turn)
        self.folders[folder, default: new].lanes[prompt.demand, default: ReadyLane()].insert(prompt)
        self.readyCount += 1
    }

    private mutating func leaveLine(_ prompt: ReadyPrompt) {
        let key = prompt.topFolder
        guard self.folders[key]?.lanes[prompt.demand]?.remove(prompt) == true else { return }
        self.readyCount -= 1
        if self.folders[key]?.lanes[prompt.demand]?.count == 0 { self.folders[key]?.lanes[prompt.demand] = nil }
        if self.folders[key]?.lanes.isEmpty == true { self.folders[key] = nil }
    }

    /// Lines up those whose time has come.
    mutating func timePassed(_ now: Date) {
        let due = self.scheduled.prefix { ($0.notBefore ?? now) <= now }
        self.scheduled.removeFirst(due.count)
        for prompt in due { self.line(up: prompt) }
    }

    /// When the first one held back only by its own `not_before` may go.
    var nextStart: Date? { self.scheduled.first?.notBefore }

    // MARK: Taking

    /// Takes the next one, of a demand that `fits`, that `isTakable` admits.
    mutating func take(
        _ kinds: Inbox.Kinds,
        fits: (ReadyPrompt.Demand) -> Bool,
        where isTakable: (ReadyPrompt) -> Bool
    ) -> ReadyPrompt? {
        // The invalid ones first: their owners wait for nothing else. What finds the next one keeps no copy of a lane,
        // since taking it out of a lane that is shared would copy it.
        if let prompt = self.nextInvalid(isTakable) {
            self.leaveLine(prompt)
            return prompt
        }
        guard kinds == .all, let prompt = self.next(fits, isTakable) else { return nil }
        self.turn += 1
        self.folders[prompt.topFolder]?.served = self.turn
        self.leaveLine(prompt)
        return prompt
    }

    private func nextInvalid(_ isTakable: (ReadyPrompt) -> Bool) -> ReadyPrompt? {
        self.folders.values.compactMap { $0.lanes[nil]?.first(where: isTakable) }
            .min { $0.isTakenBefore($1) }
    }

    private func next(
        _ fits: (ReadyPrompt.Demand) -> Bool,
        _ isTakable: (ReadyPrompt) -> Bool
    ) -> ReadyPrompt? {
        for folder in self.folders.values.sorted(by: { Self.isServed($0, before: $1) }) {
            let heads = folder.lanes.compactMap { demand, lane in
                demand.map(fits) == true ? lane.first(where: isTakable) : nil
            }
            if let prompt = heads.min(by: { $0.isTakenBefore($1) }) { return prompt }
        }
        return nil
    }

    private static func isServed(_ left: Folder, before right: Folder) -> Bool {
        if left.served != right.served { return left.served < right.served }
        return (left.name?.bytes ?? []).lexicographicallyPrecedes(right.name?.bytes ?? [])
    }
}

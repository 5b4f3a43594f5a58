import PromptTesting

extension PowerCut {
    private static let randomDisks = 3

    /// The disks that need bad luck: each pending effect missing, each alone, each file's bytes, and any at random.
    func rareDisks(using random: inout SeededGenerator) -> [Disk] {
        var disks: [Disk] = []
        for index in self.pending {
            let name = self.model.trace.operations[self.model.effects[index].position].summary(below: self.model.root)
            let needed = self.needed(by: index)
            disks.append(
                self.disk("without \(name)") { self.isOrderedBehind(index, $0) || $0 == index ? .lost : .kept }
            )
            disks.append(
                self.disk("only \(name)") { needed.contains($0) || self.isOrderedBehind($0, index) ? .kept : .lost }
            )
        }
        for (file, writes) in self.pendingWrites() where writes.count > 1 {
            disks.append(self.disk("without the bytes of \(file)") { writes.contains($0) ? .lost : .kept })
            disks.append(
                self.disk("of all bytes only those of \(file)") {
                    self.isMetadata($0) || writes.contains($0) ? .kept : .lost
                }
            )
        }
        for number in 0..<Self.randomDisks { disks.append(self.random(number, using: &random)) }
        if let disk = self.inFlight() { disks.append(disk) }
        return disks
    }

    /// The effect itself and all that it requires.
    private func needed(by index: Int) -> Set<Int> {
        var needed: Set<Int> = [index]
        var next = self.model.effects[index].requires
        while let found = next {
            needed.insert(found)
            next = self.model.effects[found].requires
        }
        return needed
    }

    /// Whether a journal would not have `later` without `earlier`.
    private func isOrderedBehind(_ earlier: Int, _ later: Int) -> Bool {
        self.model.level == .journal && self.isMetadata(earlier) && self.isMetadata(later) && later > earlier
    }

    /// The pending writes by the file they were made to, with the path it had.
    private func pendingWrites() -> [(file: String, writes: Set<Int>)] {
        var found: [Int: (file: String, writes: Set<Int>)] = [:]
        for index in self.pending {
            guard case .write(let file, _, _) = self.model.effects[index].change else { continue }
            let path = self.model.trace.operations[self.model.effects[index].position].path
            found[file, default: (path, [])].writes.insert(index)
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private func random(_ number: Int, using random: inout SeededGenerator) -> Disk {
        let committed = self.pending.randomElement(using: &random) ?? 0
        var chosen: [Int: Fate] = [:]
        for index in self.pending {
            let fates: [Fate] = self.isMetadata(index) ? [.lost, .kept] : [.lost, .kept, .blank]
            let isOrdered = self.model.level == .journal && self.isMetadata(index)
            chosen[index] = isOrdered ? (index <= committed ? .kept : .lost) : fates.randomElement(using: &random)
        }
        return self.disk("at random (\(number))") { chosen[$0] ?? .lost }
    }

    /// Everything, and also what had begun but was not completed; `nil` if nothing was on its way.
    private func inFlight() -> Disk? {
        let begun = self.model.effects.indices.filter { index in
            let position = self.model.effects[index].position
            return position >= self.point.completed
                && self.model.trace.operations[position].start < self.point.time
        }
        guard !begun.isEmpty else { return nil }
        var fates = self.disk("everything") { _ in .kept }.fates
        for index in begun { fates[index] = .kept }
        return Disk(variant: "everything, and what was on its way", fates: fates)
    }
}

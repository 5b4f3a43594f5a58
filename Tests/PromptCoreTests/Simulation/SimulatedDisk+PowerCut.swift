import PromptTesting

extension SimulatedDisk {
    /// Leaves what was flushed and, of the rest, whatever chance wants.
    ///
    /// Changes of one name are kept in their order; a renamed file may show under both names.
    mutating func cutPower(_ random: inout SeededGenerator, _ happenings: inout Set<Happening>) {
        for index in self.folders.indices where !self.folders[index].pending.isEmpty {
            var left = self.folders[index].durable
            // A change that came to nothing takes all later ones of its names with it.
            var blocked: Set<DiskName> = []
            for change in self.folders[index].pending {
                self.apply(change, to: &left, &blocked, &random, &happenings)
            }
            self.folders[index].durable = left
            self.folders[index].entries = left
            self.folders[index].pending = []
        }
        for index in self.nodes.indices where !self.nodes[index].isFlushed {
            self.nodes[index].isFlushed = true
            guard random.happens(50) else { continue }
            happenings.insert(.contentLost)
            self.nodes[index].content = .rubbish
        }
    }

    private func apply(
        _ change: Change,
        to left: inout [DiskName: Int],
        _ blocked: inout Set<DiskName>,
        _ random: inout SeededGenerator,
        _ happenings: inout Set<Happening>
    ) {
        let names: [DiskName] =
            switch change {
            case .add(let name, _), .remove(let name): [name]
            case .rename(let old, let new, _): [old, new]
            }
        guard blocked.isDisjoint(with: names), random.happens(50) else {
            happenings.insert(.changeDropped)
            return blocked.formUnion(names)
        }
        happenings.insert(.changeKept)
        switch change {
        case .add(let name, let node): left[name] = node
        case .remove(let name): left[name] = nil
        case .rename(let old, let new, let node):
            left[new] = node
            if case .folder = self.nodes[node].content {
                left[old] = nil
            } else if random.happens(30) {
                happenings.insert(.bothNames)
                blocked.insert(old)
            } else {
                left[old] = nil
            }
        }
    }
}

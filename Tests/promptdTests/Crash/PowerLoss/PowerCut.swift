/// One moment at which the power fails, with what may have become of everything that was done by then.
struct PowerCut {
    /// A fate for each effect of the model.
    struct Disk {
        let variant: String
        let fates: [Fate]
    }

    let model: DurabilityModel
    let point: CrashPoint
    /// What is on the disk for sure, all else being lost.
    private let certain: [Fate]
    /// The effects that may or may not be on the disk, in their order.
    let pending: [Int]

    init(_ model: DurabilityModel, at point: CrashPoint) {
        self.model = model
        self.point = point
        var certain = Array(repeating: Fate.lost, count: model.effects.count)
        var pending: [Int] = []
        for (index, effect) in model.effects.enumerated() where effect.position < point.completed {
            if effect.isCertain(after: point.completed) {
                certain[index] = .kept
            } else {
                pending.append(index)
            }
        }
        self.certain = certain
        self.pending = pending
    }

    /// The disks that tell one habit of file systems from another.
    func disks() -> [Disk] {
        var disks = [
            self.disk("only what was flushed") { _ in .lost },
            self.disk("everything") { _ in .kept },
            self.disk("names, no bytes") { self.isMetadata($0) ? .kept : .lost },
            self.disk("names and sizes, no bytes") { self.isMetadata($0) ? .kept : .blank },
            self.disk("bytes, no names") { self.isMetadata($0) ? .lost : .kept },
            self.disk("both names") { self.model.effects[$0].isDeparture ? .lost : .kept },
        ]
        if let last = self.pending.last(where: { !self.isMetadata($0) }) {
            disks.append(self.disk("the last write torn") { $0 == last ? .torn : .kept })
        }
        return disks
    }

    /// A disk on which each pending effect has the fate that `choose` gives it.
    func disk(_ variant: String, _ choose: (Int) -> Fate) -> Disk {
        var fates = self.certain
        for index in self.pending { fates[index] = choose(index) }
        return Disk(variant: variant, fates: fates)
    }

    func isMetadata(_ index: Int) -> Bool { self.model.effects[index].isMetadata }
}

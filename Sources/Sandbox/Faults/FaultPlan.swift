/// The faults still to come, in the order they were asked for.
struct FaultPlan: Equatable, Sendable {
    private(set) var faults: [Fault] = []

    mutating func add(_ fault: Fault) {
        self.faults.append(fault)
    }

    mutating func clear() {
        self.faults = []
    }

    /// The fault that strikes this call, if one does: the first that matches and lets nothing more pass.
    ///
    /// `text` is the prompt text of the request, or the path of a model call. A fault whose kind could not have its
    /// effect now (`allows`) keeps waiting.
    mutating func strike(
        _ call: Fault.Call,
        text: String,
        allows: (Fault.Kind) -> Bool = { _ in true }
    ) -> Fault? {
        for index in self.faults.indices {
            let fault = self.faults[index]
            guard fault.on == call, fault.match.map({ text.contains($0) }) ?? true, allows(fault.kind) else { continue }
            if fault.skip > 0 {
                self.faults[index].skip -= 1
                continue
            }
            switch fault.times {
            case .some(let times) where times > 1: self.faults[index].times = times - 1
            case .some: self.faults.remove(at: index)
            case nil: break
            }
            return fault
        }
        return nil
    }
}

import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Makes prompts of their own of what the file holds, once.
    ///
    /// They are put together where nobody takes them, the journal says that they are there, and then they are shown: a
    /// crash before the row is written begins anew, and none after it makes them twice. Nor does a journal that is older
    /// than they are: the table that has taken the claimed file's place by then is no file to divide.
    func divide(_ job: inout Job, _ context: RunContext) async throws {
        self.jobs.stepAside(job.source)
        let bytes = try await self.content(of: job, context)
        let (plan, price): (BatchPlan, BatchPrice)
        do {
            let first = try self.plan(of: job, bytes, limit: self.settings.maxBatch)
            try await self.admissions.learn(try await self.models(of: first, job), for: job)
            // By what is known now of the models that its rows name.
            plan = try self.plan(of: job, bytes, limit: self.settings.maxBatch)
            price = try await self.price(of: plan, job)
        } catch let rejection as Rejection {
            return try await self.giveUp(&job) { $0.rejected(.invalid(rejection)) }
        }
        guard try await self.hasRoom(for: price, &job) else { return }
        let source = job.source
        let children = try await Blocking.run(.inbox) { try self.folder.freeChildren(of: source) }
        try await self.stage(plan, job)
        try await self.commit(&job) { $0.divided(.init(children: children, count: plan.children.count)) }
        self.logger(for: job).notice(
            "holds many prompts",
            metadata: [
                LogKeys.count: "\(plan.children.count)", LogKeys.images: "\(price.images)",
                LogKeys.cost: "\(price.cost.map { "\($0)" } ?? "unknown")",
            ]
        )
        // The whole price is to be seen before the first of them is taken.
        try await self.putTable(BatchTable(plan, price), job)
    }

    /// What the file comes to.
    ///
    /// - Throws: what is wrong with the file itself.
    func plan(of job: Job, _ bytes: [UInt8], limit: Int) throws(Rejection) -> BatchPlan {
        guard let format = job.origin?.batch else {
            throw Rejection(.init(.notAnObject, "$", message: "it holds no prompts", hint: "drop it again"))
        }
        let defaults = try job.origin?.folderDefaults()
        return try BatchPlan(bytes, format, BatchReading(rules: self.live.rules, defaults: defaults, limit: limit))
    }

    /// Waits until the caps of the day leave room for all of it, if that is wanted.
    ///
    /// - Returns: `false` if it is not to be made; what has become of it is committed.
    private func hasRoom(for price: BatchPrice, _ job: inout Job) async throws -> Bool {
        while true {
            if self.isToBeCancelled(job) {
                try await self.giveUp(&job) { $0.cancelRequested() }
                return false
            }
            guard self.settings.batchOverCap == .whole, price.prompts > 0 else { return true }
            switch self.admissions.budget.verdict(ofMany: price, at: self.clocks.wall()) {
            case .reserved, .priceUnknown:
                // Of which nobody knows the price none is sent under a cap in dollars, and each says so.
                return true
            case .never(let why):
                try await self.giveUp(&job) { $0.rejected(.overCap(why)) }
                return false
            case .overToday(let why):
                let until = self.admissions.budget.day(of: self.clocks.wall()).end
                let text = "all of it until \(LocalTime.text(until, in: self.admissions.budget.timeZone)); \(why)"
                self.jobs.job(job, is: .waiting(text))
                try await self.jobs.idle(.overBudget, job.source) {
                    try await self.clocks.pause(self.settings.holdRetry.first)
                }
            }
        }
    }

    /// Puts the prompts together, some at a time: each is flushed.
    private func stage(_ plan: BatchPlan, _ job: Job) async throws {
        let prompts: [(stem: FileName, bytes: [UInt8])] = plan.children.compactMap { child in
            guard case .success(let bytes) = child.content else { return nil }
            return (child.stem, bytes)
        }
        self.jobs.job(job, is: .waiting("puts its \(plan.children.count) prompts together"))
        let (source, id) = (job.source, job.id)
        try await Blocking.run(.inbox) { try self.folder.beginChildren(of: source, id) }
        var rest = prompts[...]
        while !rest.isEmpty {
            let slice = Array(rest.prefix(Self.slice))
            rest.removeFirst(slice.count)
            try await Blocking.run(.inbox) { try self.folder.addChildren(slice, of: source, id) }
        }
    }

    /// Prompts that are written in one go: few enough that a slow share is not taken for one that hangs.
    private static let slice = 16

    /// Shows people in the place of the claimed file how far its prompts are.
    func putTable(_ table: BatchTable, _ job: Job) async throws {
        let (bytes, source) = (table.bytes(job, daemon: self.settings.identity, at: self.clocks.wall()), job.source)
        try await Blocking.run(.inbox) { _ = try self.folder.putTable(bytes, of: source) }
    }
}

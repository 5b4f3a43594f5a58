import PromptTesting

extension JobWorld {
    /// A write to the disk: it may be refused, and the process may end before it.
    private func begin(_ place: Place) throws {
        try self.mayEnd()
        if self.happens(permille: self.faultPermille) {
            self.refusesUntil[place.rawValue] = self.clock.uptime + Double(Int.random(in: 0...60, using: &self.random))
            return try self.refuse(place)
        }
        if self.refusesUntil[place.rawValue] > self.clock.uptime { try self.refuse(place) }
    }

    private func refuse(_ place: Place) throws {
        self.lastWriteFailed[place.rawValue] = true
        self.note(place == .inbox ? .inboxRefuses : .outboxRefuses)
        throw DiskFailure()
    }

    /// Whether the place has taken the last write, and would take another one.
    func takes(_ place: Place) -> Bool {
        !self.lastWriteFailed[place.rawValue] && self.refusesUntil[place.rawValue] <= self.clock.uptime
    }

    private func place(_ folder: Int) -> Place { self.disk.inboxFolders.contains(folder) ? .inbox : .outbox }

    func create(
        _ name: DiskName,
        _ content: SimulatedDisk.Content,
        isFlushed: Bool = true,
        in folder: Int
    ) throws {
        try self.begin(self.place(folder))
        self.disk.create(name, content, isFlushed: isFlushed, in: folder)
        try self.mayEnd()
    }

    /// Puts a whole file under the name, durably, whatever was there.
    func replace(_ name: DiskName, _ content: SimulatedDisk.Content, in folder: Int) throws {
        try self.create(name, content, in: folder)
        try self.flush(folder)
    }

    func remove(_ name: DiskName, in folder: Int) throws {
        guard self.disk.has(name, in: folder) else { return }
        try self.begin(self.place(folder))
        self.disk.remove(name, in: folder)
        try self.mayEnd()
    }

    /// A name that is taken, by another file.
    struct NameTaken: Error {}

    /// Renames durably, and never in place of another file.
    func rename(
        _ old: DiskName,
        to new: DiskName,
        isFlushed: Bool = true,
        in folder: Int
    ) throws {
        if let taken = self.disk.node(new, in: folder) {
            guard taken == self.disk.node(old, in: folder) else { throw NameTaken() }
            // One file under both names.
            try self.remove(old, in: folder)
        } else {
            try self.begin(self.place(folder))
            self.disk.rename(old, to: new, in: folder)
            try self.mayEnd()
        }
        if isFlushed { try self.flush(folder) }
    }

    func flush(_ folder: Int) throws {
        try self.mayEnd()
        if self.happens(permille: self.faultPermille / 2) {
            self.note(.flushFails)
            try self.refuse(self.place(folder))
        }
        if self.refusesUntil[self.place(folder).rawValue] > self.clock.uptime { try self.refuse(self.place(folder)) }
        self.disk.flush(folder)
        self.lastWriteFailed[self.place(folder).rawValue] = false
        try self.mayEnd()
    }

    /// The job's staging folder, made if it is not there.
    func staging(_ worker: Worker) throws -> Int {
        let name = DiskName.staging(worker.path, worker.row.number)
        if let folder = self.disk.subfolder(name) { return folder }
        let folder = try self.makeFolder(name, in: SimulatedDisk.outbox)
        try self.flush(SimulatedDisk.outbox)
        return folder
    }

    /// Makes a folder, which is not flushed.
    func makeFolder(_ name: DiskName, in folder: Int) throws -> Int {
        try self.begin(self.place(folder))
        let made = self.disk.makeFolder(name, in: folder)
        try self.mayEnd()
        return made
    }

    /// Removes the job's staging with all that is in it; nothing of that is flushed.
    func removeStaging(_ worker: Worker) throws {
        let name = DiskName.staging(worker.path, worker.row.number)
        try self.removeFolder(name, in: SimulatedDisk.outbox)
    }

    /// Removes a folder with all that is in it; nothing of that is flushed.
    func removeFolder(_ name: DiskName, in parent: Int) throws {
        guard let folder = self.disk.subfolder(name, in: parent) else { return }
        for entry in self.disk.folders[folder].entries.keys.sorted(by: Self.inOrder) {
            try self.remove(entry, in: folder)
        }
        try self.remove(name, in: parent)
    }

    /// Any order will do, but the same one for every run of a seed.
    static func inOrder(_ left: DiskName, _ right: DiskName) -> Bool { left.rank < right.rank }
}

extension DiskName {
    /// Where a job's file stands among its folder's.
    fileprivate var rank: Int {
        switch self {
        case .submitted: 0
        case .request: 1
        case .copy: 2
        case .sidecar: 3
        case .input: 4
        case .part(let index): 10 + index
        case .image(let index): 20 + index
        case .prompt(let path), .working(let path), .cancel(let path): 100 + path
        case .picture(let path): 150 + path
        case .failed(let path, let number): 200 + 20 * path + number
        case .error(let path, let number): 1200 + 20 * path + number
        case .cancelled(let path, let number): 2200 + 20 * path + number
        case .staging, .result, .staged, .children, .keyRecord, .kept: 30
        }
    }
}

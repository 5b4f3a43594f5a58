/// The job whose result a prompt goes on with: what `promptd.step` says in a prompt that promptd itself has written.
package struct EarlierStep: Equatable, Sendable, Codable {
    package var job: JobID
    /// Its prompt's path, for people.
    package var name: String
    /// The folder below the outbox in which its result lies, with slashes.
    package var folder: String
    /// Which step of its chain the later one is, from 2.
    package var number: Int

    package init(job: JobID, name: String, folder: String, number: Int) {
        self.job = job
        self.name = name
        self.folder = folder
        self.number = number
    }

    /// The members of the object.
    enum Member: String, CaseIterable {
        case job = "of_job"
        case name
        case folder
        case number
    }

    /// Reads the object; `nil` for anything that promptd has not written.
    init?(_ value: JSONValue?) {
        guard let job = value?[Member.job.rawValue]?.stringValue.flatMap({ JobID($0) }),
            let name = value?[Member.name.rawValue]?.stringValue,
            let folder = value?[Member.folder.rawValue]?.stringValue,
            let number = value?[Member.number.rawValue]?.integerValue.flatMap({ Int(exactly: $0) }), number > 1
        else { return nil }
        self.init(job: job, name: name, folder: folder, number: number)
    }

    var json: JSONValue {
        .object([
            .init(Member.job.rawValue, .string(self.job.rawValue)), .init(Member.name.rawValue, .string(self.name)),
            .init(Member.folder.rawValue, .string(self.folder)), .init(Member.number.rawValue, .integer(self.number)),
        ])
    }
}

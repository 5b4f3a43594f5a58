/// A stretch of a job's way whose time is measured.
enum JobStep: String, CaseIterable {
    case claim
    case submission
    case queue
    case run
    case generation
    case download
    case publication
    case job

    /// From when to when, for people.
    var help: String {
        switch self {
        case .claim: "From a prompt's drop, by the file system's clock, to its claim"
        case .submission: "A submission, from its first byte to its answer"
        case .queue: "From a submission until the API was first seen to work on it"
        case .run: "From when the API was first seen to work on a request until its result was seen"
        case .generation: "From a submission until its result was seen"
        case .download: "Fetching a result, attempts that failed and the waits between them included"
        case .publication: "Checking a result, flushing it to the disk and showing it"
        case .job: "From a prompt's claim until its result was shown"
        }
    }

    /// Seconds: fine where most are expected, and up to where somebody would ask what is wrong.
    var bounds: [Double] {
        switch self {
        case .claim: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 15, 60, 300, 1800, 7200, 43_200]
        case .submission: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
        case .queue, .run, .generation, .job: [0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 7200, 43_200]
        case .download: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200]
        case .publication: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30]
        }
    }
}

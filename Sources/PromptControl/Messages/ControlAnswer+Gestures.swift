extension ControlAnswer {
    /// What has come of a wish to cancel a prompt.
    package enum Cancellation: Codable, Equatable, Sendable {
        /// Nothing had been sent; nothing is charged.
        case unsent
        /// It was queued at the API, which has cancelled it; nothing is charged.
        case cancelledAtAPI
        /// It has begun and is charged, so it will be delivered.
        case tooLate
        /// It is charged, and lies in that folder below the outbox, if that is known.
        case delivered(folder: String?)
        /// It has failed; its error file says what is charged.
        case failed
        /// The wish stands in the inbox, and there it is followed; it is not decided yet.
        case undecided
        /// Nothing of that name waits or is under way; the last job of that name has ended so (a state's name).
        case over(end: String, folder: String?)
        /// Nothing is known of that name.
        case unknown
    }

    /// What has come of a wish to collect a request as a failed prompt's.
    package enum Adoption: Codable, Equatable, Sendable {
        /// The result is delivered as soon as it is fetched.
        case adopted
        /// Why not, in one line for a person.
        case refused(why: String)
        /// The wish stands in the inbox, and there it is followed; it is not decided yet.
        case undecided
        /// No prompt of that name has failed.
        case notFailed
    }
}

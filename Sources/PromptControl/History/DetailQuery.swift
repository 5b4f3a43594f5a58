/// Asks for all that is known of one job.
package struct DetailQuery: Codable, Sendable, Equatable {
    /// A job's id, or a prompt's path below the inbox without its suffix, which means the last job of that name.
    ///
    /// The id of a job that exists goes before a prompt of that name.
    package var wanted: String

    package init(_ wanted: String) {
        self.wanted = wanted
    }
}

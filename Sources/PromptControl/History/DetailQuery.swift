/// Asks for all that is known of one job.
package struct DetailQuery: Codable, Sendable, Equatable {
    /// A job's id, or a prompt's path below the inbox without its suffix or its own `promptd.id`, which mean the last job of
    /// that name or id.
    ///
    /// The id of a job that exists goes before a prompt of that name, and that before a prompt's own id.
    package var wanted: String

    package init(_ wanted: String) {
        self.wanted = wanted
    }
}

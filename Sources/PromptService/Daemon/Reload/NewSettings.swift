/// Settings as they were read again, found good.
package struct NewSettings: Sendable {
    /// For the daemon: what cannot change while it runs is as it was.
    package var settings: DaemonSettings
    /// The settings that have other values from now on, by name.
    package var changed: [String]
    /// Settings whose new values wait for a restart, by name.
    package var waiting: [String]
    /// Hands the new values to those beside the daemon who go by them.
    package var applyBeside: @Sendable () -> Void

    package init(
        settings: DaemonSettings,
        changed: [String],
        waiting: [String],
        applyBeside: @escaping @Sendable () -> Void
    ) {
        self.settings = settings
        self.changed = changed
        self.waiting = waiting
        self.applyBeside = applyBeside
    }
}

/// Why settings that were read again cannot be used: all of it, one problem a line.
package struct SettingsProblems: Error, Equatable {
    package var lines: [String]

    package init(_ lines: [String]) {
        self.lines = lines
    }
}

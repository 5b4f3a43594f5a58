extension Rig {
    /// Counts what promptd does in inbox, outbox and state.
    var crashpoint: Crashpoint {
        let workspace = self.workspace
        return Crashpoint(folders: [workspace.inbox, workspace.outbox, workspace.state], notes: workspace.path)
    }

    /// Runs `promptd run --once` on the rig's folders under the crash-point tool.
    func runOnce(_ strike: Strike?, isTraced: Bool = false, _ flags: [String] = []) async throws -> Finished {
        let arguments = try ["run", "--once"] + self.places() + Self.quick + flags
        let command = try self.crashpoint.command(strike, isTraced: isTraced, Program.path(), arguments)
        return try await self.finish(command.program, command.arguments)
    }
}

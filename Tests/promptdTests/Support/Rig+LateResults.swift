import Foundation

extension Rig {
    /// Makes the daemon ask for the state of each request before its result, as it does with an API that has no answer
    /// for the result of what is not finished: so that what strikes the question for the state is sure to strike.
    ///
    func letResultsComeLate() async throws {
        let prompt = Workspace.picture(of: "<late results>")
        for fault in [
            #"{"on": "status", "do": "state", "state": "in_progress", "times": 2, "match": "<late results>"}"#,
            #"{"on": "result", "do": "status", "status": 404, "match": "<late results>"}"#,
        ] { try self.sandbox.fault(fault) }
        try self.sandbox.set(#"{"slots": 16, "image_seconds": 0}"#)
        try self.workspace.drop("late-results", prompt)
        try await self.delivered("late-results", prompt: prompt)
        try FileManager.default.removeItem(atPath: "\(self.workspace.outbox)/late-results")
    }
}

package import PromptCore

/// The claimed file of a prompt under a name that says nothing to promptd: its owner has renamed it while it is worked on.
package struct RenamedClaim: Equatable, Sendable {
    package var prompt: PromptPath
    package var folder: [FileName]
    package var name: FileName

    package init(of prompt: PromptPath, folder: [FileName], name: FileName) {
        self.prompt = prompt
        self.folder = folder
        self.name = name
    }
}

extension Inbox {
    /// Those that were seen, and are not over as far as the inbox has been told (``release(_:)``).
    package var renamedClaims: [RenamedClaim] {
        self.state.withLock { state in
            state.index.renamed.values.sorted { ($0.prompt, $0.name) < ($1.prompt, $1.name) }
        }
    }
}

extension OutputName {
    /// The name of the result of the prompt at `source`.
    package init(_ source: PromptPath) throws(Rejection) {
        let shown = source.shown
        try self.init(stem: shown.folder.map(\.bytes) + [shown.stem.bytes])
    }
}

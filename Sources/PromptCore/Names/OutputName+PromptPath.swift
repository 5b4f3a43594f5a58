extension OutputName {
    /// The name of the result of the prompt at `source`.
    package init(_ source: PromptPath) throws(Rejection) {
        try self.init(stem: source.folder.map(\.bytes) + [source.stem.bytes])
    }
}

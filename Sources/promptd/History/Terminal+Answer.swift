import PromptControl

extension Terminal {
    /// Prints an answer as a JSON document.
    ///
    /// - Throws: `ExitError` if it cannot be written.
    static func printAnswer(_ answer: some Encodable) throws(ExitError) {
        let document: [UInt8]
        do {
            document = try ControlJSON.document(answer)
        } catch {
            throw ExitError(.inputOutput, error.description)
        }
        try self.printDocument(document)
    }
}

package import PromptCore

extension FileName {
    /// A test's own name, which is one.
    package static func named(_ text: String) -> FileName { .bytes(Array(text.utf8)) }

    /// A test's own name in bytes.
    package static func bytes(_ bytes: [UInt8]) -> FileName {
        guard let name = FileName(bytes) else { preconditionFailure("the test's name \(bytes) is none") }
        return name
    }
}

extension PromptPath {
    /// The path of `campaign/hero`.
    package static func at(_ text: String) -> PromptPath {
        guard let path = PromptPath(bytes: Array(text.utf8)) else { preconditionFailure("\(text) is no path") }
        return path
    }
}

import PromptCore

extension ModelID {
    /// The id as steps of a URL's path, each escaped.
    var path: String {
        self.rawValue.split(separator: "/").map { WebAddress.segment(String($0)) }.joined(separator: "/")
    }
}

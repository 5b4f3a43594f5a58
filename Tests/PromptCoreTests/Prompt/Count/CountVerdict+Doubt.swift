@testable import PromptCore

extension CountVerdict {
    var isUnclear: Bool {
        if case .unclear = self { true } else { false }
    }
}

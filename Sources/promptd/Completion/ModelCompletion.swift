import ArgumentParser
import Foundation
import PromptCore
import PromptFiles

/// The ids of models that a shell offers: of those whose descriptions are kept in the state folder.
enum ModelCompletion {
    static var kind: CompletionKind {
        .custom { words, _, prefix in Self.ids(words, prefix, ProcessInfo.processInfo.environment) }
    }

    /// The ids that begin with `prefix`, in their order; `words` are those of the command line.
    static func ids(_ words: [String], _ prefix: String, _ environment: [String: String]) -> [String] {
        Completion.soon(prefix) {
            let known = [ModelID.seedreamSequential] + self.kept(words, environment)
            return Set(known.map(\.rawValue)).filter(Completion.isPlain).sorted()
        }
    }

    private static func kept(_ words: [String], _ environment: [String: String]) -> [ModelID] {
        do {
            let settings = try Settings(Completion.options(words), environment: environment)
            guard let state = settings.text(.state) else { return [] }
            return try ModelStore(in: state).read().models.map(\.model.id)
        } catch {
            // A shell has no place for messages.
            return []
        }
    }
}

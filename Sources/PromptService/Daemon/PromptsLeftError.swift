import PromptCore
import Systemd

/// `--once` ended with prompts left that nothing is wrong with.
package struct PromptsLeftError: Error, Equatable, Sendable {
    package var message: String
    package var isToken: Bool
}

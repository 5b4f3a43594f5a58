import FoundationEssentials
import PromptCore
import SystemPackage

extension Inbox {
    /// What a look into a settled file found.
    enum Inspection: Equatable {
        case prompt(priority: Int, notBefore: Date?)
        case invalid
        /// It ends too early: perhaps a copy still in progress.
        case unfinished
        /// It changed while it was read.
        case changing
        case unreadable(FileFailure)
    }

    func inspect(_ path: PromptPath, _ name: FileName) -> Inspection {
        do {
            let directory = try self.folder(of: path)
            let bytes = try directory.read(name, limit: Self.largestPrompt).bytes
            let prompt = try Prompt.decode(bytes, rules: self.settings.rules)
            return .prompt(priority: prompt.priority, notBefore: prompt.notBefore)
        } catch let rejection as Rejection {
            return rejection.isUnfinished ? .unfinished : .invalid
        } catch let failure as FileFailure {
            switch failure.errno {
            case .fileTooLarge, .notSupported: return .invalid
            case .resourceTemporarilyUnavailable, .noSuchFileOrDirectory: return .changing
            default: return .unreadable(failure)
            }
        } catch {
            return .invalid
        }
    }

    /// Bytes a prompt may have.
    package static let largestPrompt = 1 << 20
}

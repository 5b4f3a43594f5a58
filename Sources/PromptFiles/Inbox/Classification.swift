import FoundationEssentials
import PromptCore
import SystemPackage

/// What a look into a settled file has found.
enum Classification: Equatable {
    case prompt(priority: Int, notBefore: Date?, demand: ReadyPrompt.Demand)
    case invalid
    /// It ends too early: perhaps a copy still in progress.
    case unfinished
    /// It changed while it was read.
    case changing
    case unreadable(FileError)

    /// Looks into the file of that name in `folder`.
    ///
    /// `defaults` are those of the folder; what is wrong with them is told when the prompt is to be claimed.
    init(
        of name: FileName,
        rules: PromptRules,
        in folder: () throws(FileError) -> OpenDirectory,
        defaults: () -> FolderDefaults?
    ) {
        do {
            let bytes = try folder().read(name, limit: InboxFolder.largestPrompt).bytes
            let prompt = try Prompt.decode(bytes, rules: rules, defaults: defaults())
            self = .prompt(
                priority: prompt.priority,
                notBefore: prompt.notBefore,
                demand: .init(
                    model: prompt.model,
                    images: prompt.imageCount,
                    seconds: prompt.seconds,
                    isKeyed: Self.isKeyed(bytes)
                )
            )
        } catch let rejection as Rejection {
            self = rejection.isUnfinished ? .unfinished : .invalid
        } catch let failure as FileError {
            self =
                switch failure.errno {
                case .fileTooLarge, .notSupported: .invalid
                case .resourceTemporarilyUnavailable, .noSuchFileOrDirectory: .changing
                default: .unreadable(failure)
                }
        } catch {
            self = .invalid
        }
    }
    /// Most prompts say nothing to the daemon, and are not read twice.
    private static func isKeyed(_ bytes: [UInt8]) -> Bool {
        bytes.contains(PromptMember.daemon.rawValue.utf8) && JobOrigin(reading: bytes).promptID != nil
    }
}

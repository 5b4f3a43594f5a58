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
            if let format = BatchFormat.split(name)?.format {
                self = Self.many(bytes, format)
                return
            }
            if Self.isExpansion(bytes) {
                // It costs nothing itself; what it holds is judged when it is divided.
                self = .invalid
                return
            }
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

    /// A file with many prompts costs nothing itself, as one that will be refused; it may be a copy in progress.
    private static func many(_ bytes: [UInt8], _ format: BatchFormat) -> Classification {
        guard !bytes.isEmpty else { return .unfinished }
        do throws(Rejection) {
            let rows = try BatchReading(limit: .max).rows(of: bytes, format)
            guard case .failure(let rejection)? = rows.last?.content, rejection.isUnfinished else { return .invalid }
            return .unfinished
        } catch {
            guard error.isUnfinished else { return .invalid }
            return .unfinished
        }
    }

    private static func isExpansion(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(PromptMember.daemon.rawValue.utf8) else { return false }
        return JobOrigin(reading: bytes).batch == .expansion
    }

    /// Most prompts say nothing to the daemon, and are not read twice.
    private static func isKeyed(_ bytes: [UInt8]) -> Bool {
        bytes.contains(PromptMember.daemon.rawValue.utf8) && JobOrigin(reading: bytes).promptID != nil
    }
}

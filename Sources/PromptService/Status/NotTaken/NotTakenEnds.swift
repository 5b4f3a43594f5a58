import Logging
import PromptCore
import PromptFiles
import Synchronization

/// Tells programs of drops that are not taken, each once (contract §3.1): by the name that was almost given to it.
///
/// A record goes, like any other, when the name is claimed.
final class NotTakenEnds: Sendable {
    private struct Told {
        var version: NotTakenList.Version
        var names: Set<FileName> = []
    }

    private let told = Mutex<[[FileName]: Told]>([:])
    private let logger: Logger

    /// Files that one turn looks at, so that a hundred thousand of them keep nobody waiting.
    private static let most = 64

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// Writes the records of those that are new on the list.
    ///
    /// It blocks.
    ///
    /// - Returns: whether there is more to do.
    func update(_ list: NotTakenList, _ folder: InboxFolder, _ record: (PromptPath, String, JobOrigin) -> EndRecord)
        -> Bool
    {
        self.told.withLock { told in
            var left = Self.most
            told = told.filter { list.folders.contains($0.key) }
            for names in list.folders {
                let version = list.version(of: names)
                var known = told[names] ?? Told(version: version)
                guard known.version != version || told[names] == nil else { continue }
                let drops = list.drops(in: names)
                // What is gone may come again.
                known.names.formIntersection(drops.keys)
                for (name, why) in drops where !known.names.contains(name) {
                    guard left > 0 else {
                        told[names] = known
                        told[names]?.version = NotTakenList.Version.none
                        return true
                    }
                    left -= 1
                    known.names.insert(name)
                    guard let path = InboxName.meantPrompt(name).map({ PromptPath(folder: names, stem: $0) }) else {
                        continue
                    }
                    self.tell(path, record(path, why, folder.origin(of: name, in: names)), folder)
                }
                known.version = version
                told[names] = known
            }
            return false
        }
    }

    private func tell(_ path: PromptPath, _ record: EndRecord, _ folder: InboxFolder) {
        do {
            try folder.putEndOfNotTaken(record, of: path)
        } catch {
            self.logger.info(
                "no record of an end for programs",
                metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(error)"]
            )
        }
    }
}

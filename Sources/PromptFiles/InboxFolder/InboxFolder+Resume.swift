import PromptCore

extension InboxFolder {
    /// Whether a person has put a file named `RESUME` into the inbox, in whatever letter case, with `.txt` or not.
    ///
    /// It counts once: an empty one is removed, one with something in it gets the name `RESUMED.txt`, or the first numbered
    /// one that is free.
    package func takeResume() throws(FileError) -> Bool {
        let folder = try self.root()
        var isAsked = false
        for name in try folder.entries() where InboxName.isResume(name) {
            guard let status = try folder.status(name), status.kind == .regular else { continue }
            if status.size == 0 {
                try folder.remove(name)
                isAsked = true
                continue
            }
            var number = 1
            while true {
                let taken = number == 1 ? "RESUMED.txt" : "RESUMED-\(number).txt"
                do {
                    try folder.rename(name, to: try ResultPlace.fileName(taken))
                    isAsked = true
                    break
                } catch let error where error.kind == .exists {
                    number += 1
                } catch let error where error.kind == .missing {
                    break
                }
            }
        }
        return isAsked
    }
}

package import PromptCore

/// Files of the inbox that are not taken, with the reason, by their folders.
package struct InboxNotes: Equatable, Sendable {
    /// Those of one folder.
    package struct Folder: Equatable, Sendable {
        /// Why each is not taken, and what to do.
        package fileprivate(set) var reasons: [FileName: String] = [:]
        /// Another one whenever something has changed in it.
        package fileprivate(set) var version = 0
    }

    package private(set) var folders: [[FileName]: Folder] = [:]
    package private(set) var count = 0
    private var changes = 0

    package init() {}

    package var isEmpty: Bool { self.folders.isEmpty }

    /// Why the file of that name in that folder is not taken; `nil` if there is nothing to say.
    package subscript(folder: [FileName], name: FileName) -> String? {
        get { self.folders[folder]?.reasons[name] }
        set {
            let old = self.folders[folder]?.reasons[name]
            guard old != newValue else { return }
            self.count += (newValue == nil ? 0 : 1) - (old == nil ? 0 : 1)
            self.changes += 1
            if newValue == nil, self.folders[folder]?.reasons.count == 1 {
                self.folders[folder] = nil
                return
            }
            self.folders[folder, default: Folder()].reasons[name] = newValue
            self.folders[folder]?.version = self.changes
        }
    }

    /// Takes all back that `isGone` says so of.
    mutating func remove(where isGone: ([FileName], FileName) -> Bool) {
        for (folder, notes) in self.folders {
            for name in notes.reasons.keys where isGone(folder, name) { self[folder, name] = nil }
        }
    }
}

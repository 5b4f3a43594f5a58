import Foundation
import Glibc

/// A folder of a test's own with inbox, outbox and state in it.
struct Workspace: Sendable {
    let path: String

    var inbox: String { "\(self.path)/inbox" }
    var outbox: String { "\(self.path)/outbox" }
    var state: String { "\(self.path)/state" }

    /// Makes the folders, unless it is to be empty, in a new folder below `parent` or the system's own for temporary files.
    init(in parent: String? = nil, isEmpty: Bool = false) throws {
        var template = Array(((parent ?? NSTemporaryDirectory()) + "/promptd-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemTrouble("make", "a temporary folder") }
        self.path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if isEmpty { return }
        for folder in [self.inbox, self.outbox, self.state] { try Files.makeFolder(folder) }
    }

    func remove() throws {
        try FileManager.default.removeItem(atPath: self.path)
    }

    /// Removes it where there is nobody to tell of a failure but a reader of the output.
    func discard() {
        do { try self.remove() } catch { print("left behind: \(self.path): \(error)") }
    }

    /// Writes `NAME.prompt.json` into the inbox in one go.
    func drop(_ name: String, _ content: String) throws {
        try Files.write(content, to: self.prompt(name))
    }

    func prompt(_ name: String) -> String { self.file(name, "prompt") }

    /// The path of a prompt's file in a state: `inbox/NAME.STATE.json`.
    func file(_ name: String, _ state: String) -> String { "\(self.inbox)/\(name).\(state).json" }

    /// The renaming that gestures are made of.
    func rename(_ name: String, from old: String, to new: String) throws {
        try Files.move(self.file(name, old), self.file(name, new))
    }

    /// The files in the inbox and its folders, without the daemon's own: its notices come and go, under hidden names
    /// first.
    func waiting() throws -> [String] {
        try Files.tree(self.inbox).filter { name in
            !name.hasPrefix(".promptd/") && ![Self.notice, Self.notTaken].contains { name.contains($0) }
        }
    }

    /// What tells people that submissions are held.
    static let notice = "PROMPTD IS WAITING.txt"

    /// What tells people of what is not taken or not done.
    static let notTaken = "PROMPTD HAS NOT TAKEN THESE.txt"

    /// What it says in the inbox, or in a folder of it; empty if it is not there.
    func toldNotTaken(_ folder: String = "") throws -> String {
        try Files.text("\(self.inbox)/\(folder)\(Self.notTaken)")
    }

    /// The names in the outbox, hidden ones too, without the daemon's own.
    func results() throws -> [String] { (try Files.names(in: self.outbox) ?? []).filter { $0 != ".promptd" } }
}

extension Workspace {
    /// A prompt for small pictures; `about` makes it recognisable in the sandbox's account book.
    static func picture(of about: String, images: Int = 1) -> String {
        """
        {"text": "Generate \(images) image\(images == 1 ? "" : "s") of \(about).", "image_size": "1:1", \
        "sequential_image_generation_options": \(images)}
        """
    }
}

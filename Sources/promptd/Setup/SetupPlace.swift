/// Where `promptd init` makes what.
struct SetupPlace: Equatable {
    /// What the three lie in, if it is to be made as well.
    let parent: String?
    let inbox: String
    let outbox: String
    /// `nil` where the service has one of its own.
    let state: String?

    init(below path: String, hasState: Bool) {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.parent = path
        let lead = path == "/" ? "" : path
        self.inbox = "\(lead)/inbox"
        self.outbox = "\(lead)/outbox"
        self.state = hasState ? "\(lead)/state" : nil
    }

    init(inbox: String, outbox: String, state: String) {
        (self.parent, self.inbox, self.outbox, self.state) = (nil, inbox, outbox, state)
    }

    var folders: [SetupFolder] {
        var folders: [SetupFolder] = []
        if let parent { folders.append(SetupFolder(subject: "folder", path: parent, mode: 0o2770, isShared: true)) }
        folders.append(SetupFolder(subject: "inbox", path: self.inbox, mode: 0o2770, isShared: true))
        folders.append(SetupFolder(subject: "outbox", path: self.outbox, mode: 0o2770, isShared: true))
        if let state { folders.append(SetupFolder(subject: "state", path: state, mode: 0o700, isShared: false)) }
        return folders
    }

    /// The settings that name them.
    var settings: [(name: String, value: String)] {
        let state = self.state.map { [("state", $0)] } ?? []
        return [("inbox", self.inbox), ("outbox", self.outbox)] + state
    }

    /// The same on a command line.
    var arguments: [String] { self.settings.flatMap { ["--\($0.name)", $0.value] } }
}

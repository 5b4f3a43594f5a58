/// What a name in the inbox means to promptd (contract §1, §2 and §4).
///
/// The name alone decides, in any letter case. Only regular files are meant: a folder called `PAUSE` is a folder.
package enum InboxName: Equatable, Sendable {
    /// One of promptd's files: the prompt's name and its state.
    case file(FileName, PromptFileState)
    /// A file that holds everything below its folder back.
    case pause
    /// An almost right name that plainly asks for the prompt of this name to be cancelled, which can only save money.
    case cancelWish(FileName)
    /// Half-made, hidden or left by other programs: never taken, never mentioned.
    case junk
    /// Close enough to a name of promptd's that its owner should be told why nothing happens.
    case nearMiss(why: String)
    /// Somebody's file; none of promptd's business.
    case other

    package init(_ name: FileName) {
        if let why = FolderDefaults.nearReason(name) {
            self = .nearMiss(why: why)
            return
        }
        if Self.isJunk(name) {
            self = .junk
            return
        }
        let file = Self.file(name)
        if let file, !Self.isCancel(file) {
            // Nearly every file: nothing looser can be meant by it.
            self = file
            return
        }
        guard !InboxHelp.isOwn(name), !name.hasSuffix(BatchFormat.lines.retrySuffix) else {
            self = .other
            return
        }
        let text = LooseName(name)
        if let stem = Self.cancelledStem(text) {
            self = Self.cancelWish(name.prefix(stem))
        } else if let file {
            self = file
        } else if Self.isPause(text) {
            self = .pause
        } else if let why = Self.nearMissReason(text) ?? Self.commandReason(text) ?? Self.pauseReason(text)
            ?? Self.resumeReason(name, text) ?? Self.loosePromptReason(text)
        {
            self = .nearMiss(why: why)
        } else {
            self = .other
        }
    }

    // Lists of the kind that stay: each name in the inbox is held against them, at each scan.
    private static let junkFolders = ["@eadir", "#recycle", "#snapshot", "$recycle.bin", "lost+found", "__macosx"]
    private static let junkSuffixes = [
        "~", ".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".swx", ".swo", ".bak",
    ]

    /// Folders that programs keep for themselves: not entered.
    package static func isJunkFolder(_ name: FileName) -> Bool {
        name.isHidden && name.batchStem == nil
            || self.junkFolders.contains { $0.utf8.elementsEqual(name.bytes.map(FileName.lowercased)) }
    }

    /// A file name has at most 255 bytes, and the longest one that promptd makes of a prompt's must fit: its temporary
    /// file while it refuses to adopt the prompt's 999th failure.
    package static let longestStem = OutputName.maximumBytes - "-999".utf8.count - Self.longestMade
    private static let longestMade = "..adopt.error.json.tmp".utf8.count

    /// Bytes that a stem may have in `state`; what promptd alone names is as long as it is.
    private static func limit(_ state: PromptFileState) -> Int {
        switch state {
        case .prompt: Self.longestStem
        // A failure may have a number.
        case .adopt: OutputName.maximumBytes - Self.longestMade
        // Enough for its end, and for the temporary file of its explanation.
        case .working, .cancel: OutputName.maximumBytes - "-999.cancelled.json".utf8.count
        case .failed, .error, .cancelled, .repeat: OutputName.maximumBytes
        }
    }

    private static func file(_ name: FileName) -> InboxName? {
        if let (stem, format) = BatchFormat.split(name) {
            guard stem.bytes.count <= Self.limit(.prompt) else { return Self.tooLong(.prompt, format.dropSuffix) }
            return .file(stem, .prompt)
        }
        for state in PromptFileState.allCases {
            guard name.hasSuffix(state.suffix), let stem = FileName(name.bytes.dropLast(state.suffix.utf8.count))
            else { continue }
            if stem.bytes.count > Self.limit(state) { return Self.tooLong(state, state.suffix) }
            if state == .prompt, let why = Self.doubledState(of: stem) { return .nearMiss(why: why) }
            return .file(stem, state)
        }
        return nil
    }

    private static func tooLong(_ state: PromptFileState, _ suffix: String) -> InboxName {
        .nearMiss(why: "the name is too long; \(Self.limit(state)) bytes before \(suffix) is the limit")
    }

    /// Why a prompt of that name is not taken: its name says a second thing.
    ///
    /// What is meant is not to be guessed where it costs money. A prompt that ended is often tried again as
    /// `x.failed.prompt.json`: that one is plain.
    private static func doubledState(of stem: FileName) -> String? {
        if let word = Self.cancelWord(of: stem) {
            return """
                the name says .\(word) and .prompt; to make it, it must end in .prompt.json alone, to cancel it in \
                .cancel.json
                """
        }
        let ends = [
            ".prompt": "the name ends in .prompt twice; remove one",
            ".working": "the name says .working and .prompt; to make it again give it another name",
            ".repeat": "the name says .repeat and .prompt; to make it again it must end in .prompt.json alone",
            ".error": "the name says .error and .prompt; to have a prompt made it must end in .prompt.json alone",
            ".adopt": "the name says .adopt and .prompt; it must end in one of .adopt.json and .prompt.json alone",
        ]
        return ends.first { stem.hasSuffix($0.key) }?.value
    }

    private static func cancelWish(_ stem: FileName?) -> InboxName {
        guard let stem else { return .nearMiss(why: "there is no name before .cancel.json") }
        let limit = Self.limit(.cancel)
        guard stem.bytes.count <= limit else {
            return .nearMiss(why: "the name is too long; \(limit) bytes before .cancel.json is the limit")
        }
        return .cancelWish(stem)
    }

    private static func isCancel(_ name: InboxName) -> Bool {
        switch name {
        case .file(_, .cancel), .file(_, .cancelled): true
        case .file(let stem, .working): stem.hasSuffix(".cancel")
        default: false
        }
    }

    private static func isJunk(_ name: FileName) -> Bool {
        name.isHidden || name.hasPrefix("~$") || name.hasPrefix("~syncthing~") || isEmacsAutosave(name)
            || self.junkSuffixes.contains { name.hasSuffix($0) }
    }

    private static func isEmacsAutosave(_ name: FileName) -> Bool {
        name.bytes.count > 1 && name.bytes.first == UInt8(ascii: "#") && name.bytes.last == UInt8(ascii: "#")
    }
}

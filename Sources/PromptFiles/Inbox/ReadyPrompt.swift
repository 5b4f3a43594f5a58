package import FoundationEssentials
package import PromptCore

/// A prompt that has settled and can be claimed.
package final class ReadyPrompt: Sendable {
    /// What a prompt asks for, as far as it decides whether it may go: prompts of one demand go or wait together.
    package struct Demand: Hashable, Sendable {
        package let model: ModelID
        /// How many images are billed, as far as that is known.
        package let images: Int
        /// How long each of them is; `nil` if there is nothing to say.
        package let seconds: Double?
        /// It brings a key (`promptd.id`), which may have been paid for.
        package let isKeyed: Bool

        package init(model: ModelID, images: Int, seconds: Double? = nil, isKeyed: Bool = false) {
            self.model = model
            self.images = images
            self.seconds = seconds
            self.isKeyed = isKeyed
        }
    }

    package let path: PromptPath
    private let file: Sighting
    /// The file's name as it was dropped, in whatever letter case.
    package var fileName: FileName { self.file.name }
    /// The file as it was when it was looked into.
    package var status: FileStatus { self.file.status }
    /// When it came into the inbox.
    package var arrived: Date { self.file.arrival.time }
    /// Higher goes first.
    package let priority: Int
    package let notBefore: Date?
    /// `nil` if it will be refused; telling so needs neither money nor a free place.
    package let demand: Demand?

    init(_ path: PromptPath, _ file: Sighting, priority: Int, notBefore: Date?, demand: Demand?) {
        self.path = path
        self.file = file
        self.priority = priority
        self.notBefore = notBefore
        self.demand = demand
    }

    package var isInvalid: Bool { self.demand == nil }

    /// The folder of the inbox it lies below, which jobs take turns by; `nil` for the inbox itself.
    var topFolder: FileName? { self.path.folder.first }

    /// Whether it goes before `other` of the same folder: by priority, then by when it came, then by name.
    func isTakenBefore(_ other: ReadyPrompt) -> Bool {
        if self.priority != other.priority { return self.priority > other.priority }
        if self.file.order != other.file.order { return self.file.order < other.file.order }
        return self.path < other.path
    }
}

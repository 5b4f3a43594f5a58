import PromptCore
import PromptFiles

/// What the API takes of a file that is sent along, looked at before anything is paid.
///
/// The limits are those of the vendor's own client for `data:` URIs, and for files that the API fetches those of the API.
enum FileLimits {
    /// Bytes of one file that is sent along.
    static func bytes(_ kind: FileInput.Kind) -> Int64 {
        switch kind {
        case .image: 6 << 20
        case .video: 32 << 20
        case .audio: 16 << 20
        }
    }

    /// Bytes of a request in all, as it is sent.
    static let request: Int64 = 64 << 20

    /// Bytes of one that the API fetches; of sounds it says nothing, and they get the most.
    private static func hostedBytes(_ kind: FileInput.Kind) -> Int64 { kind == .image ? 50_000_000 : 100_000_000 }

    private static let pixels = 32_000_000

    /// Whether a picture is larger than what may be sent along.
    static func hasTooManyPixels(_ width: Int?, _ height: Int?) -> Bool {
        guard let width, let height else { return false }
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        return overflow || count > Self.pixels
    }

    /// Why a file cannot be sent as that member; `nil` if it can, as far as promptd can tell.
    ///
    /// `isUploadable` if there is an uploader, for what is too large to be sent along.
    static func problem(
        _ facts: InputCopy.Facts,
        _ file: FileInput,
        _ path: PromptPath,
        isUploadable: Bool
    ) -> InputProblem? {
        if let damage = facts.damage { return Self.unusable("\(path) is not whole: \(damage).", "Put it there anew.") }
        guard let mediaType = facts.mediaType, mediaType.hasPrefix("\(file.kind.rawValue)/") else {
            let found = facts.mediaType.map { "is \($0)" } ?? "is of no kind that promptd knows"
            return Self.unusable("\(path) \(found), and the model takes \(Self.name(file.kind)).", "Name another file.")
        }
        if !isUploadable, let (width, height) = facts.size, Self.hasTooManyPixels(width, height) {
            let why = "\(path) has \(width)x\(height) pixels; the API takes at most 32 million."
            return Self.unusable(why, Self.smaller)
        }
        for rule in file.validations {
            guard let value = Self.value(rule.quantity, facts), !rule.allows(value) else { continue }
            let wanted = "\(rule.quantity.rawValue) \(rule.comparison.rawValue) \(Self.text(rule.bound))"
            let why = "\(path) has \(rule.quantity.rawValue) \(Self.text(value)), and the model asks for \(wanted)."
            return Self.unusable(why, "Change the file, or name another.")
        }
        return nil
    }

    /// Why a file of that size cannot be sent, whatever is in it.
    static func problem(
        size: Int64,
        _ kind: FileInput.Kind,
        _ path: PromptPath,
        isUploadable: Bool
    ) -> InputProblem? {
        let limit = isUploadable ? Self.hostedBytes(kind) : Self.bytes(kind)
        guard size > limit else { return nil }
        let most = isUploadable ? "\(limit / 1_000_000) MB" : "\(limit >> 20) MiB"
        let why = "\(path) has \(size) bytes; the API takes \(Self.name(kind)) of at most \(most)."
        return Self.unusable(why, isUploadable ? "Make it smaller." : Self.smaller)
    }

    /// Why a file that was taken while there was an uploader cannot be sent without one.
    static func needsUploader(_ file: InputFile) -> Failure {
        .fileUnusable(
            "\(file.path) is too large to be sent along, and there is no uploader any more.",
            member: file.member,
            hint: Self.smaller
        )
    }

    private static let smaller = """
        Make it smaller, put it on a server of your own and name its https address, or ask whoever runs promptd to set an \
        uploader.
        """

    /// Why files of that size together cannot be sent.
    static func problem(total: Int64) -> InputProblem? {
        guard total > Self.request else { return nil }
        let most = "at most \(Self.request >> 20) MiB a request"
        let why = "its files are \(total) bytes as they are sent; the API takes \(most)."
        return Self.unusable(why, "Name fewer of them, or make them smaller.")
    }

    private static func value(_ quantity: FileValidation.Quantity, _ facts: InputCopy.Facts) -> Double? {
        switch quantity {
        case .megabytes: Double(facts.bytes) / 1e6
        case .width: facts.width.map(Double.init)
        case .height: facts.height.map(Double.init)
        case .ratio: facts.size.map { Double($0.width) / Double($0.height) }
        // The bytes of a film are not read for that: the API will say.
        case .seconds: nil
        }
    }

    private static func unusable(_ why: String, _ hint: String) -> InputProblem { .unusable(why: why, hint: hint) }

    private static func name(_ kind: FileInput.Kind) -> String {
        switch kind {
        case .image: "a picture"
        case .video: "a film"
        case .audio: "a sound"
        }
    }

    /// `6` and `0.4`, with at most three digits behind the point.
    private static func text(_ number: Double) -> String {
        let rounded = (number * 1000).rounded() / 1000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }
}

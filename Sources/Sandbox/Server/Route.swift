import HTTPTypes

/// What a request asks for, by its method and path.
enum Route: Equatable, Sendable {
    case catalog
    case categories
    case model(String)
    case submit(String)
    case status(String)
    case result(String)
    case cancel(String)
    case balance
    /// Output `number` of a request.
    case download(request: String, number: Int)
    case ledger
    case listFaults, addFaults, clearFaults
    case showSettings, changeSettings
    case unknown

    init(_ method: HTTPRequest.Method, path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { String($0) }
        self =
            switch (method, parts.first) {
            case (_, "v1"): Self.api(method, Array(parts.dropFirst()))
            case (.get, "files"), (.head, "files"): Self.file(parts)
            case (.get, "prod") where parts == ["prod", "v2", "balance"]: .balance
            case (_, "sandbox"): Self.control(method, parts)
            default: .unknown
            }
    }

    /// Whether the call needs the token.
    var needsToken: Bool {
        switch self {
        case .catalog, .categories, .model, .submit, .status, .result, .cancel, .balance: true
        case .download, .ledger, .listFaults, .addFaults, .clearFaults, .showSettings, .changeSettings, .unknown: false
        }
    }

    private static func api(_ method: HTTPRequest.Method, _ parts: [String]) -> Route {
        switch (method, parts.first, parts.count) {
        case (.get, "models", 1): return .catalog
        case (.get, "models", 2) where parts[1] == "categories": return .categories
        case (.get, "models", 2...): return .model(Self.modelID(parts))
        case (.post, "models", 2...): return .submit(Self.modelID(parts))
        case (.get, "requests", 3) where parts[2] == "status": return .status(parts[1])
        case (.get, "requests", 3) where parts[2] == "result": return .result(parts[1])
        case (.post, "requests", 3) where parts[2] == "cancel": return .cancel(parts[1])
        default: return .unknown
        }
    }

    /// The id that follows `models`, which may have spaces in it.
    private static func modelID(_ parts: [String]) -> String {
        parts.dropFirst().map { Self.decoded($0) }.joined(separator: "/")
    }

    /// Without percent signs; the text itself if one of them stands for nothing.
    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else {
                return text
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func file(_ parts: [String]) -> Route {
        guard parts.count == 3, [".png", ".mp4", ".wav"].contains(where: { parts[2].hasSuffix($0) }),
            let number = Int(parts[2].dropLast(4))
        else { return .unknown }
        return .download(request: parts[1], number: number)
    }

    private static func control(_ method: HTTPRequest.Method, _ parts: [String]) -> Route {
        switch (method, parts.dropFirst().joined(separator: "/")) {
        case (.get, "ledger"): .ledger
        case (.get, "faults"): .listFaults
        case (.post, "faults"): .addFaults
        case (.delete, "faults"): .clearFaults
        case (.get, "settings"): .showSettings
        case (.post, "settings"): .changeSettings
        default: .unknown
        }
    }
}

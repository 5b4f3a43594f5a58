/// What is done to a program at its n-th operation, counted from 1 over all its threads and kinds of operations.
enum Strike: Sendable {
    /// It is killed, and the operation is not done.
    case kill(Int)
    /// It is killed after the operation is done and before it can know.
    case killAfter(Int)
    /// It is killed after half of the bytes are written; without bytes to halve, like `kill`.
    case killHalf(Int)
    /// The operation is not done and returns an error; with `sticky`, every later one too.
    case fail(Int, errno: String, sticky: Bool = false, only: [TracedOperation.Kind] = [])
    /// Half of the bytes are written, and it goes on.
    case short(Int)
    /// It gets a signal, named without SIG, as the operation begins.
    case signal(Int, String)

    var arguments: [String] {
        switch self {
        case .kill(let n): ["--kill", "\(n)"]
        case .killAfter(let n): ["--kill-after", "\(n)"]
        case .killHalf(let n): ["--kill-half", "\(n)"]
        case .fail(let n, let errno, let sticky, let only):
            ["--fail", "\(n)\(sticky ? "+" : ""):\(errno)"]
                + (only.isEmpty ? [] : ["--only", only.map(\.rawValue).joined(separator: ",")])
        case .short(let n): ["--short", "\(n)"]
        case .signal(let n, let name): ["--signal", "\(n):\(name)"]
        }
    }
}

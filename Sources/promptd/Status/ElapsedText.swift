/// How long something has lasted, in at most six characters: `9s`, `1m05s`, `2h03m`, `3d04h`.
enum ElapsedText {
    static func text(seconds: Double) -> String {
        // A clock that was set back has no more to say.
        let whole = max(0, Int(min(seconds, 1e9)))
        return switch whole {
        case ..<60: "\(whole)s"
        case ..<3600: "\(whole / 60)m\(self.two(whole % 60))s"
        case ..<86_400: "\(whole / 3600)h\(self.two(whole / 60 % 60))m"
        case ..<8_640_000: "\(whole / 86_400)d\(self.two(whole / 3600 % 24))h"
        default: "\(whole / 86_400)d"
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

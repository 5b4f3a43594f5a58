import PromptCore
import PromptFiles

/// Looks at the settings: whether all are right, and whether there is a limit to what can be spent.
struct SettingsExamination {
    private let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    var findings: [Finding] {
        let problems = self.settings.problems
        let values: [Finding] =
            problems.isEmpty ? [.ok("settings", "all can be read")] : problems.map { .failure("settings", $0) }
        return values + [self.caps()]
    }

    /// Whether the hook, or the uploader, can be run, as far as that can be seen from outside the service.
    ///
    /// The unit may forbid to run it all the same. Its disk may hang: it is for a process of its own.
    func program(_ key: SettingKey) -> [Finding] {
        guard let path = self.path(of: key) else { return [] }
        do {
            return [.ok(key.rawValue, "\(try ProgramFile.check(path)) can be run, and nobody else can change it")]
        } catch {
            return [.failure(key.rawValue, "\(error)")]
        }
    }

    /// The settings that are programs.
    static let programs: [SettingKey] = [.hook, .uploader]

    /// Where such a program lies, without a look at it; `nil` if there is none, or if that is among the problems.
    func path(of key: SettingKey) -> String? {
        do throws(ExitError) {
            return try self.settings.ifSet(key, self.settings.program)
        } catch {
            return nil
        }
    }

    private func caps() -> Finding {
        let names: [SettingKey] = [.maxUSDPerDay, .maxImagesPerDay]
        let set = names.compactMap { key in self.settings.text(key).map { "\(key.rawValue) is \($0)" } }
        guard set.isEmpty else { return .ok("caps", set.joined(separator: ", ")) }
        return .warning(
            "caps",
            "nothing limits what may be spent in a day",
            "Set \(SettingKey.maxUSDPerDay.rawValue) or \(SettingKey.maxImagesPerDay.rawValue)."
        )
    }
}

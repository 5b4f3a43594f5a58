import Foundation

/// Looks at the service's unit: whether it is the packaged one, what has been put over that, and whether it is loaded.
struct UnitExamination {
    /// Where packaged units lie.
    private let packaged: String
    /// Where an administrator's lie, the strongest first.
    private let own: [String]
    private let name = "promptd.service"

    init(packaged: String = "/lib/systemd/system", own: [String] = ["/etc/systemd/system", "/run/systemd/system"]) {
        self.packaged = packaged
        self.own = own
    }

    /// - Returns: nothing where no package has put a unit.
    var findings: [Finding] {
        guard let original = self.text("\(self.packaged)/\(self.name)") else { return [] }
        let copies = self.own.compactMap { folder in
            self.copy("\(folder)/\(self.name)", of: UnitFile(original))
        }
        let changes = self.dropIns.flatMap { path in
            self.text(path).map { [self.dropIn(path, UnitFile($0))] } ?? []
        }
        let all = copies + changes
        return all.isEmpty ? [.ok("unit", "\(self.name) is the packaged one")] : all
    }

    /// What systemd has loaded may be older than what is on disk.
    static func loaded() async -> [Finding] {
        let arguments = ["show", "--property=NeedDaemonReload", "--value", "promptd.service"]
        guard case .said(let text) = await Inquiry.ask("/usr/bin/systemctl", arguments, within: .seconds(5)),
            text.hasPrefix("yes")
        else { return [] }
        return [
            .warning(
                "unit",
                "it has been changed on disk, and systemd works by what it has read before",
                "systemctl daemon-reload, then systemctl restart promptd"
            )
        ]
    }

    private func copy(_ path: String, of original: UnitFile) -> Finding? {
        guard let text = self.text(path) else { return nil }
        let differences = UnitFile(text).differences(from: original)
        let what =
            differences.isEmpty
            ? "for now the same" : "other than the packaged one in \(Self.list(differences))"
        return .warning(
            "unit",
            "\(path) hides the packaged unit, so that no newer version changes anything; it is \(what)",
            "Keep what you need of it in a drop-in (systemctl edit promptd), and remove it."
        )
    }

    private func dropIn(_ path: String, _ unit: UnitFile) -> Finding {
        let names = Set(unit.assignments.map { String($0.prefix { $0 != "=" }) }).sorted()
        let weakened = names.filter(Self.guarding.contains)
        guard weakened.isEmpty else {
            return .warning(
                "unit",
                "\(path) changes \(Self.list(names)): \(Self.list(weakened)) keeps the token or the restart as they should be",
                "Look whether that is meant."
            )
        }
        return .ok("unit", "\(path) sets \(names.isEmpty ? "nothing" : Self.list(names))")
    }

    /// What the token, or the promise that it goes on, rests on.
    private static let guarding: Set = [
        "Service.LimitCORE", "Service.Type", "Service.Restart", "Service.RestartPreventExitStatus", "Service.UMask",
        "Service.Environment", "Service.EnvironmentFile", "Service.User", "Service.Group",
    ]

    private static func list(_ names: [String]) -> String {
        let first = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? "\(first) and \(names.count - 8) more" : first
    }

    private var dropIns: [String] {
        self.own.flatMap { folder in
            let path = "\(folder)/\(self.name).d"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".conf") }.sorted().map { "\(path)/\($0)" }
        }
    }

    /// - Returns: `nil` if there is no such file, or if it is a mask or an alias that leads nowhere.
    private func text(_ path: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

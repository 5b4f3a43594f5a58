import Foundation
import Logging
import PromptCore
import RunComfy
import StatusPage

/// Values by their kind, checked; a default goes the same way as what a person has written.
extension Settings {
    func folder(_ key: SettingKey) throws(ExitError) -> String {
        guard let path = self.text(key), !path.isEmpty else { throw Self.notSet(key) }
        return path
    }

    func number(_ key: SettingKey) throws(ExitError) -> Int {
        guard case .number(let range) = key.setting.kind else { preconditionFailure("\(key) is not a number") }
        return try self.value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// - Returns: what a person has set, or `learnt` for `auto`.
    func limit(_ key: SettingKey, learnt: LearntLimit) throws(ExitError) -> LearntLimit {
        guard case .limit(let range) = key.setting.kind else { preconditionFailure("\(key) is not a limit") }
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound), or auto"
        return try self.value(key, allowed) { text in
            if text.lowercased() == "auto" { return learnt }
            return Int(text).flatMap { range.contains($0) ? .fixed($0) : nil }
        }
    }

    func duration(_ key: SettingKey) throws(ExitError) -> Duration {
        guard case .duration(let least) = key.setting.kind else { preconditionFailure("\(key) is not a duration") }
        let bound = least > .zero ? ", at least \(Int(least / .milliseconds(1)))ms" : ""
        return try self.value(key, "a time such as 500ms, 2s, 1m or 1h\(bound)") { text in
            DurationText.parse(text).flatMap { $0 >= least ? $0 : nil }
        }
    }

    func socket(_ key: SettingKey) throws(ExitError) -> String {
        try self.value(key, "a path that begins with /") { $0.hasPrefix("/") ? $0 : nil }
    }

    func dollars(_ key: SettingKey) throws(ExitError) -> USD {
        try self.value(key, "an amount in US dollars, such as 5 or 2.50") { text in
            Double(text).flatMap { USD(dollars: $0) }
        }
    }

    func address(_ key: SettingKey) throws(ExitError) -> PageAddress {
        guard let text = self.text(key) else { throw Self.notSet(key) }
        do {
            return try PageAddress(text)
        } catch {
            throw ExitError(.configuration, "\(key.rawValue): \(error.message)")
        }
    }

    func timeZone(_ key: SettingKey) throws(ExitError) -> TimeZone {
        try self.value(key, "a name such as UTC, Europe/Berlin or America/New_York") { TimeZone(identifier: $0) }
    }

    func model(_ key: SettingKey) throws(ExitError) -> ModelID {
        try self.value(key, "an id such as \(ModelID.seedreamSequential)") { ModelID($0) }
    }

    /// One of the words of `Choice`, which are in small letters.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: SettingKey,
        ignoringCase: Bool = false
    ) throws(ExitError) -> Choice {
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return try self.value(key, "one of \(words)") { Choice(rawValue: ignoringCase ? $0.lowercased() : $0) }
    }

    /// The path of a program, which is not looked for.
    func program(_ key: SettingKey) throws(ExitError) -> String {
        try self.value(key, "an absolute path, such as /etc/promptd/hooks/ntfy.sh") { $0.hasPrefix("/") ? $0 : nil }
    }

    /// - Returns: `nil` if nobody has set it; never an empty list, which would be none or all.
    func words(_ key: SettingKey) throws(ExitError) -> [String]? {
        guard case .words(let name, let allowed) = key.setting.kind else { preconditionFailure("\(key) is no words") }
        guard let words = self.itemsIfSet(key) else { return nil }
        for word in words where !allowed.contains(word) {
            let known = allowed.joined(separator: ", ")
            throw ExitError(.configuration, "\(key.rawValue) has \"\(word)\", which is no \(name); there are \(known)")
        }
        guard !words.isEmpty else {
            throw ExitError(.configuration, "\(key.rawValue) is empty; \(key.setting.kind.example), or leave it out")
        }
        return words
    }

    func endpoint(_ key: SettingKey) throws(ExitError) -> RunComfyEndpoint {
        guard let text = self.text(key) else { throw Self.notSet(key) }
        do {
            return try RunComfyEndpoint(text)
        } catch {
            throw ExitError(.configuration, error.message)
        }
    }

    func hosts(_ key: SettingKey) throws(ExitError) -> [HostPattern] {
        var hosts: [HostPattern] = []
        for text in self.items(key) {
            do {
                hosts.append(try HostPattern(text))
            } catch {
                throw ExitError(.configuration, error.message)
            }
        }
        return hosts
    }

    /// - Returns: `nil` if nobody has set it; never an empty list, which would be no list or nothing at all.
    func models(_ key: SettingKey) throws(ExitError) -> [ModelPattern]? {
        guard let items = self.itemsIfSet(key) else { return nil }
        var patterns: [ModelPattern] = []
        for text in items {
            guard let pattern = ModelPattern(text) else {
                throw ExitError(.configuration, "\(key.rawValue) has \"\(text)\", which can be no model's id")
            }
            patterns.append(pattern)
        }
        guard !patterns.isEmpty else {
            throw ExitError(.configuration, "\(key.rawValue) is empty; \(key.setting.kind.example), or leave it out")
        }
        return patterns
    }

    /// Reads a setting that has no default; `nil` if nobody has set it.
    func ifSet<Value>(
        _ key: SettingKey,
        _ read: (SettingKey) throws(ExitError) -> Value
    ) throws(ExitError) -> Value? {
        self.text(key) == nil ? nil : try read(key)
    }

    /// Reads a value by `parse`, which gives `nil` for anything but what `allowed` tells the person who wrote it.
    private func value<Value>(
        _ key: SettingKey,
        _ allowed: String,
        _ parse: (String) -> Value?
    ) throws(ExitError) -> Value {
        guard let text = self.text(key) else { throw Self.notSet(key) }
        guard let value = parse(text) else {
            throw ExitError(.configuration, "\(key.rawValue) is \"\(text)\"; it must be \(allowed)")
        }
        return value
    }

    private static func notSet(_ key: SettingKey) -> ExitError {
        ExitError(.configuration, "\(key.rawValue) is not set; give \(key.places)")
    }
}

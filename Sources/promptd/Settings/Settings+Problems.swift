import PromptCore

extension Settings {
    /// What is wrong with the values, each in a line: all of it, and not the first alone.
    var problems: [String] {
        SettingKey.allCases.compactMap { key in
            do throws(ExitError) {
                try self.check(key)
                return nil
            } catch {
                return error.message
            }
        }
    }

    /// - Throws: `ExitError` if the setting's value is none that it can have, or if it has to be given and is not.
    private func check(_ key: SettingKey) throws(ExitError) {
        switch key.setting.kind {
        case .folder: _ = try self.folder(key)
        case .socket where self.text(key) == nil: break
        case .socket: _ = try self.controlPath()
        case .url: _ = try self.endpoint(key)
        case .model: _ = try self.model(key)
        case .number: _ = try self.ifSet(key, self.number)
        case .limit: _ = try self.limit(key, learnt: .fixed(1))
        case .duration: _ = try self.duration(key)
        case .dollars: _ = try self.ifSet(key, self.dollars)
        case .address: _ = try self.ifSet(key, self.address)
        case .timeZone: _ = try self.ifSet(key, self.timeZone)
        case .choice where key == .logLevel: _ = try self.logLevel()
        case .choice(_, let words):
            guard let text = self.text(key), words.contains(text) else {
                let value = self.text(key) ?? ""
                throw ExitError(.configuration, "\(key.rawValue) is \"\(value)\"; \(key.setting.kind.example)")
            }
        case .program: _ = try self.ifSet(key, self.program)
        case .words: _ = try self.words(key)
        case .hosts: _ = try self.hosts(key)
        case .models: _ = try self.models(key)
        }
    }
}

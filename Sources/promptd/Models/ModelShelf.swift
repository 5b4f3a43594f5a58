import Foundation
import Logging
import PromptCore
import PromptFiles
import RunComfy

/// Where commands find models: in the state folder what was fetched lately, else at the API.
struct ModelShelf {
    /// What was found.
    struct Found {
        var models: [StoredModel]
        /// What the person should know of where it comes from, a line each.
        var notes: [String]

        /// Says that on standard error.
        func explain() { for note in self.notes { Terminal.complain("promptd: \(note)") } }
    }

    /// Seconds for which what was fetched is shown without asking again.
    private static let freshFor: TimeInterval = 86_400

    private let settings: Settings
    private let environment: [String: String]
    /// `nil` if no state folder is set, or there is none yet.
    private let store: ModelStore?
    /// Whether what the API says is kept there: a file of somebody else's would be in the daemon's way.
    private let isOurs: Bool
    /// Whether warnings about the token are somebody else's to say.
    private let isQuiet: Bool

    init(_ settings: Settings, _ environment: [String: String], isQuiet: Bool = false) {
        self.isQuiet = isQuiet
        self.settings = settings
        self.environment = environment
        let folder = settings.text(.state).flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
        self.store = folder.map { ModelStore(in: $0) }
        self.isOurs = folder.map(Self.isOurs) ?? false
    }

    /// The whole catalog; what is kept of it while the API cannot be asked.
    ///
    /// - Throws: `ExitError` if nothing can be had.
    func all(refresh: Bool) async throws(ExitError) -> Found {
        let kept = self.kept()
        if !refresh, let listed = kept.models.listed, Self.isFresh(listed) {
            return Found(models: kept.models.models, notes: kept.notes)
        }
        do {
            let list = try await self.ask { client throws(APIError) in try await client.models() }
            let now = Date()
            let models = StoredModels(list.models.map { StoredModel($0, fetched: now) }, listed: now)
            let lost = list.unreadable > 0 ? ["\(list.unreadable) entries of the catalog cannot be read"] : []
            return Found(models: models.models.sorted(), notes: lost + self.keep(models))
        } catch {
            guard !kept.models.models.isEmpty else { throw error }
            return Found(models: kept.models.models, notes: kept.notes + [Self.why(error, kept.models.models)])
        }
    }

    /// The model that `text` names or nearly names, alone; none if there is no such model.
    ///
    /// - Throws: `ExitError` if that cannot be found out.
    func one(_ text: String, refresh: Bool) async throws(ExitError) -> Found {
        let kept = self.kept()
        let known = kept.models.models.first { $0.model.id.rawValue == text }
        if let known, !refresh, Self.isFresh(known.fetched) { return Found(models: [known], notes: kept.notes) }
        do {
            if let id = ModelID(text), let model = try await self.fetch(id) { return model }
        } catch {
            let near = Self.near(text, kept.models.models)
            guard let model = known ?? near else { throw error }
            return Found(models: [model], notes: kept.notes + [Self.why(error, [model])])
        }
        // There is no model of that id: it is one of the others.
        let all = try await self.all(refresh: refresh)
        return Found(models: Self.near(text, all.models).map { [$0] } ?? [], notes: all.notes)
    }

    /// What is kept, to check prompts by without asking anybody; Seedream 4.0 sequential in any case.
    var catalog: ModelCatalog { ModelCatalog([.seedreamSequential] + self.kept().models.models.map(\.model)) }

    /// `known` with what the API says of `model`, if that is not known lately; without an answer what is known counts.
    func catalog(_ known: ModelCatalog, with model: ModelID) async -> ModelCatalog {
        let isFresh = self.kept().models.models.contains { $0.model.id == model && Self.isFresh($0.fetched) }
        guard model != .seedreamSequential, !isFresh else { return known }
        do {
            let found = try await self.fetch(model)
            return known.adding(found?.models.map(\.model) ?? [])
        } catch {
            // Whoever asks for the price says why the API cannot be asked.
            return known
        }
    }

    /// - Returns: `nil` if the API has no such model.
    private func fetch(_ id: ModelID) async throws(ExitError) -> Found? {
        let model = try await self.ask { client throws(APIError) -> ModelDescription? in
            do throws(APIError) {
                return try await client.model(id)
            } catch  where error.kind == .notFound || error.kind == .unclear {
                return nil
            }
        }
        guard let stored = model.map({ StoredModel($0, fetched: Date()) }) else { return nil }
        return Found(models: [stored], notes: self.keep(StoredModels([stored])))
    }

    private func ask<Answer: Sendable>(
        _ body: @Sendable (RunComfyClient) async throws(APIError) -> Answer
    ) async throws(ExitError) -> Answer {
        let endpoint = try self.settings.endpoint()
        let proxy = try ProxyVariables.proxy(for: endpoint, environment: self.environment)
        let found = try Run.token(self.environment, endpoint)
        if !self.isQuiet, let warning = found.warning { Terminal.complain("promptd: \(warning)") }
        let timeouts = try self.settings.timeouts()
        do {
            return try await withRunComfyClient(
                endpoint: endpoint,
                token: found.token,
                timeouts: timeouts,
                proxy: proxy,
                logger: Logger(label: "models")
            ) { try await body($0) }
        } catch let failure as APIError {
            throw ExitError(failure.kind == .token ? .noPermission : .tryAgain, failure.message)
        } catch {
            throw ExitError(.tryAgain, "\(error)")
        }
    }

    private func kept() -> (models: StoredModels, notes: [String]) {
        guard let store = self.store else { return (StoredModels(), []) }
        do {
            let models = try store.read()
            let lost = models.unreadable > 0 ? ["\(models.unreadable) kept descriptions cannot be read"] : []
            return (models, lost)
        } catch {
            // Somebody else's state folder: the API knows as well.
            return (StoredModels(), error.kind == .denied ? [] : ["what is kept cannot be read: \(error)"])
        }
    }

    /// - Returns: what the person should know.
    private func keep(_ models: StoredModels) -> [String] {
        guard self.isOurs else { return [] }
        do {
            try self.store?.add(models)
            return []
        } catch {
            return error.kind == .denied ? [] : ["what the API said cannot be kept: \(error)"]
        }
    }

    /// Whether the folder is of whoever runs this: what root keeps in a daemon's state folder the daemon cannot read.
    private static func isOurs(_ folder: String) -> Bool {
        do {
            let owner = try FileManager.default.attributesOfItem(atPath: folder)[.ownerAccountID] as? NSNumber
            return owner?.uint32Value == geteuid()
        } catch {
            // It is gone, or closed: nothing can be kept there anyway.
            return false
        }
    }

    private static func near(_ text: String, _ models: [StoredModel]) -> StoredModel? {
        let meant = ModelCatalog(models.map(\.model)).meant(by: text)
        return models.first { $0.model.id == meant?.id }
    }

    private static func isFresh(_ fetched: Date) -> Bool { 0..<Self.freshFor ~= Date().timeIntervalSince(fetched) }

    private static func why(_ error: ExitError, _ models: [StoredModel]) -> String {
        let oldest = models.map(\.fetched).min() ?? Date()
        let age = ElapsedText.text(seconds: Date().timeIntervalSince(oldest))
        return "this was fetched up to \(age) ago, since the API cannot be asked: \(error.message)"
    }
}

extension [StoredModel] {
    /// In the order of their ids.
    fileprivate func sorted() -> [StoredModel] { self.sorted { $0.model.id.rawValue < $1.model.id.rawValue } }
}

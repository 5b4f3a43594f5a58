extension ModelCatalog {
    /// The same with these, instead of what was known of them.
    package func adding(_ models: [ModelDescription]) -> ModelCatalog { ModelCatalog(self.models + models) }

    /// The model that somebody means by its id, a slip in it, its page's address or path, or its name; `nil` if that is
    /// not clear.
    package func meant(by text: String) -> ModelDescription? {
        guard text.utf8.count <= 500 else { return nil }
        let path = Self.path(text)
        if let model = ModelID(path).flatMap({ self[$0] }) { return model }
        let wanted = Spelling.folded(path)
        guard !wanted.isEmpty else { return nil }
        var best: (model: ModelDescription, distance: Int)?
        var isTied = false
        for model in self.models {
            guard let distance = model.distance(to: wanted) else { continue }
            if distance == best?.distance { isTied = true }
            guard distance < best?.distance ?? .max else { continue }
            (best, isTied) = ((model, distance), false)
        }
        // A name that several models have says nothing, unless it is a slip in either.
        return best?.distance == 0 && isTied ? nil : best?.model
    }

    /// What of a page's address names the model.
    static func path(_ text: String) -> String {
        var path = text.split { $0 == "?" || $0 == "#" }.first.map(String.init) ?? ""
        if let start = path.firstRange(of: "/models/") ?? path.firstRange(of: "models/"),
            path.contains("://") || path.hasPrefix("models/") || path.hasPrefix("/") || path.hasPrefix("www.")
        {
            path = String(path[start.upperBound...])
        }
        var steps = path.replacing("%20", with: " ").split(separator: "/").map(String.init)
        while steps.count > 1, let last = steps.last?.lowercased(), ["api", "playground"].contains(last) {
            steps.removeLast()
        }
        return steps.joined(separator: "/")
    }
}

extension ModelDescription {
    /// How far it is from what was written to one of the model's names; `nil` if that is no slip.
    fileprivate func distance(to wanted: String) -> Int? {
        let names = [self.id.rawValue, self.displayName] + (self.page.map { [ModelCatalog.path($0)] } ?? [])
        return names.compactMap { name in
            let folded = Spelling.folded(name)
            let most = folded.utf8.count / 5
            guard abs(folded.utf8.count - wanted.utf8.count) <= most else { return nil }
            let distance = Spelling.distance(Array(wanted.utf8), Array(folded.utf8))
            return distance <= most ? distance : nil
        }.min()
    }
}

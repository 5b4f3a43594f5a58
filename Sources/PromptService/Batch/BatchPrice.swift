import PromptCore
import PromptFiles

/// What the prompts of one file come to, before the first is sent.
struct BatchPrice: Equatable, Sendable {
    /// Prompts that can be sent as they are, as far as can be told.
    var prompts = 0
    var images = 0
    /// US dollars, by the catalog and by what the models cost lately.
    var estimate = USD.zero
    /// Prompts whose price nobody knows.
    var unpriced = 0

    /// What all of them cost; `nil` if that is not known of each.
    var cost: USD? { self.unpriced == 0 ? self.estimate : nil }
}

extension JobRunner {
    /// What the prompts of a plan come to, with their next steps; the catalog is asked about models that are new to it.
    func price(of plan: BatchPlan, _ job: Job) async throws -> BatchPrice {
        for model in try await self.models(of: plan, job) where self.admissions.models.lately(model) == nil {
            self.jobs.job(job, is: .waiting("asks what \(model) costs"))
            // Without an answer the price is not known, which is said.
            _ = try await Pause.interruptible { await self.admissions.models.quote(model) }
        }
        let prompts = try await self.prompts(of: plan, job)
        return prompts.reduce(into: BatchPrice()) { price, prompt in
            price.prompts += 1
            var isPriced = true
            for part in [prompt] + prompt.steps {
                price.images += part.imageCount
                let cost = self.admissions.expectedCost(part.model, images: part.imageCount, seconds: part.seconds)
                if let cost { price.estimate = price.estimate + cost } else { isPriced = false }
            }
            if !isPriced { price.unpriced += 1 }
        }
    }

    /// The models of all that can be read, and of their next steps, whether they are known or not.
    func models(of plan: BatchPlan, _ job: Job) async throws -> Set<ModelID> {
        let (rules, origin) = (self.live.rules, job.origin)
        return try await Blocking.run(.inbox) {
            let defaults: FolderDefaults?
            do { defaults = try origin?.folderDefaults() } catch { return [] }
            return plan.children.reduce(into: []) { models, child in
                guard case .success(let bytes) = child.content else { return }
                models.formUnion(Prompt.models(of: bytes, rules: rules, defaults: defaults))
            }
        }
    }

    /// Those that can be sent as they are.
    private func prompts(of plan: BatchPlan, _ job: Job) async throws -> [Prompt] {
        let (rules, origin) = (self.live.rules, job.origin)
        // Thousands take their time, and so do not keep others' threads.
        return try await Blocking.run(.inbox) {
            let defaults: FolderDefaults?
            do { defaults = try origin?.folderDefaults() } catch { return [] }
            return plan.children.compactMap { child in
                guard case .success(let bytes) = child.content else { return nil }
                do { return try Prompt.decode(bytes, rules: rules, defaults: defaults) } catch { return nil }
            }
        }
    }
}

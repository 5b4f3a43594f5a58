import Logging
import PromptCore
import PromptFiles
import ServiceLifecycle

/// Keeps what the catalog has said for the next start, beside the work: nobody waits for it.
struct ModelKeeper: Service {
    let book: ModelBook
    let store: ModelStore
    let logger: Logger

    func run() async throws {
        var isStopping = false
        while !isStopping {
            do {
                try await Pause.interruptible { await self.book.hasNews.wait() }
                isStopping = Task.isShuttingDownGracefully || Task.isCancelled
            } catch {
                isStopping = true
            }
            await self.write()
        }
    }

    private func write() async {
        let news = self.book.takeNews()
        guard !news.isEmpty else { return }
        do {
            try await Blocking.run(.state) { try self.store.add(StoredModels(news)) }
        } catch {
            self.book.putBack(news)
            self.logger.warning("descriptions of models not kept", metadata: [LogKeys.error: "\(error)"])
        }
    }

    /// What an earlier process has kept; nothing if that cannot be read.
    static func kept(in store: ModelStore, _ logger: Logger) async -> [ModelDescription] {
        do {
            let content = try await Blocking.run(.state) {
                try store.removeLeftovers()
                return try store.read()
            }
            if content.unreadable > 0 {
                logger.warning(
                    "descriptions of models are damaged and will be fetched anew",
                    metadata: [LogKeys.count: "\(content.unreadable)"]
                )
            }
            return content.models.map(\.model)
        } catch {
            logger.warning("descriptions of models cannot be read", metadata: [LogKeys.error: "\(error)"])
            return []
        }
    }
}

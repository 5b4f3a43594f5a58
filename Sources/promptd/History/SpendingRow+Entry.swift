import PromptControl
import PromptCore

extension SpendingRow {
    /// Counts one more job that is listed.
    mutating func add(_ entry: HistoryEntry) {
        let images = entry.cost.chargedImages
        let charge = images > 0 ? Charge(submitted: entry.time, images: images, cost: entry.cost.charged) : nil
        self.add(entry.state, charge)
    }

    /// `4 prompts, 9 images billed, 0.27 USD`.
    var sentence: String {
        let prompts = self.prompts == 1 ? "1 prompt" : "\(self.prompts) prompts"
        let images = self.images == 1 ? "1 image" : "\(self.images) images"
        let unpriced = self.unpriced > 0 ? " and the unknown price of \(self.unpriced)" : ""
        return "\(prompts), \(images) billed, \(self.usd) USD\(unpriced)"
    }
}

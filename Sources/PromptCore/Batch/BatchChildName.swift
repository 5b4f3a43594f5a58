/// The names of the results of one file with many prompts: `001`, `002-hero`.
package enum BatchChildName {
    /// Bytes of what stands behind the number.
    private static let longest = 80

    /// The name of the prompt with the given number, from 1.
    ///
    /// As many digits as the last number has, and at least three, so that they sort; whatever `label` holds becomes fit for a
    /// file's name on every system.
    package static func name(_ number: Int, of count: Int, label: String?) -> FileName {
        let digits = max(3, String(count).count)
        let text = String(number)
        let padded = String(repeating: "0", count: max(0, digits - text.count)) + text
        let words = SingleLine.text(label ?? "")
        // Only an empty name, or one that is no text, could be refused.
        guard !words.isEmpty, let clean = try? OutputName.clean(Array(words.utf8), limit: Self.longest) else {
            return FileName(padded) ?? FileName(fixed: "000")
        }
        return FileName("\(padded)-\(clean)") ?? FileName(fixed: "000")
    }
}

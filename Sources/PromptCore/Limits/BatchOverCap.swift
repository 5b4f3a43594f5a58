/// What is sent of a file with many prompts that is more than the caps of the day leave room for.
package enum BatchOverCap: String, CaseIterable, Sendable {
    /// As much as there is room for; the rest waits for the next day.
    case part
    /// Nothing, until there is room for all of it.
    case whole
}

extension Sequence {
    /// The first `count` of the elements as they would be sorted: of a hundred thousand, a few are found without sorting
    /// all.
    package func smallest(
        _ count: Int,
        by areInIncreasingOrder: (Element, Element) -> Bool
    ) -> [Element] {
        var found: [Element] = []
        guard count > 0 else { return found }
        for element in self {
            if found.count == count, let last = found.last, !areInIncreasingOrder(element, last) { continue }
            var (low, high) = (0, found.count)
            while low < high {
                let middle = (low + high) / 2
                if areInIncreasingOrder(element, found[middle]) { high = middle } else { low = middle + 1 }
            }
            if found.count == count { found.removeLast() }
            found.insert(element, at: low)
        }
        return found
    }
}

/// Finds the name somebody probably meant.
package enum Spelling {
    /// The candidate nearest to `name`, if it is near enough to be a slip; case, `-` and camelCase do not count.
    package static func nearest(to name: String, among candidates: [String]) -> String? {
        // Only a slip is wanted, and the distance costs the product of the lengths.
        guard name.utf8.count <= 64 else { return nil }
        let given = Array(Self.folded(name).utf8)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = Self.distance(given, Array(Self.folded(candidate).utf8))
            guard distance <= max(1, candidate.utf8.count / 3), distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// Lower case without separators, so that `imageSize` and `Image-Size` are `image_size`.
    static func folded(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " && $0 != "$" }
    }

    /// The optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}

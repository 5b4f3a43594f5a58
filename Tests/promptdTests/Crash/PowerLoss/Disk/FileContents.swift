import Glibc

/// Puts files' contents together from what was written, each distinct content once.
///
/// A run has hundreds of states, but each file only about as many contents as it was written to.
struct FileContents {
    /// Bytes that are hashed and compared as blocks of memory: a debug build would take milliseconds one by one.
    private struct Block: Hashable {
        let bytes: [UInt8]

        static func == (left: Block, right: Block) -> Bool {
            left.bytes.withUnsafeBytes { left in
                right.bytes.withUnsafeBytes { right in
                    guard left.count == right.count else { return false }
                    guard let start = left.baseAddress, let other = right.baseAddress else { return true }
                    return memcmp(start, other, left.count) == 0
                }
            }
        }

        func hash(into hasher: inout Hasher) {
            self.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    private var numbers: [Block: Int] = [:]
    private var contents: [[UInt8]] = []
    private var made: [[Int]: Int] = [:]

    /// The content that has a number.
    subscript(number: Int) -> [UInt8] { self.contents[number] }

    /// The number of what is in a file after `steps`, the indices of effects on it; equal contents have equal numbers.
    mutating func number(_ file: Int, _ steps: [Int], _ fates: [Fate], _ model: DurabilityModel) -> Int {
        var recipe = [file]
        for step in steps { recipe += [step, fates[step].rawValue] }
        if let known = self.made[recipe] { return known }
        let block = Block(bytes: Self.content(file, steps, fates, model))
        let number = self.numbers[block] ?? self.contents.count
        if number == self.contents.count {
            self.numbers[block] = number
            self.contents.append(block.bytes)
        }
        self.made[recipe] = number
        return number
    }

    private static func content(
        _ file: Int,
        _ steps: [Int],
        _ fates: [Fate],
        _ model: DurabilityModel
    ) -> [UInt8] {
        var content: [UInt8] = []
        if case .file(let initial) = model.live.nodes[file] { content = initial }
        for step in steps {
            switch model.effects[step].change {
            case .resize(_, let size):
                content.removeLast(max(0, content.count - size))
                Self.lengthen(&content, to: size)
            case .write(_, let offset, let bytes) where fates[step] == .blank:
                Self.lengthen(&content, to: offset + bytes.count)
            case .write(_, let offset, let bytes):
                let written = fates[step] == .torn ? bytes.prefix(bytes.count / 2) : bytes
                Self.lengthen(&content, to: offset + written.count)
                content.withUnsafeMutableBytes { content in
                    model.trace.data.withUnsafeBytes { data in
                        let target = UnsafeMutableRawBufferPointer(rebasing: content[offset..<offset + written.count])
                        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: data[written]))
                    }
                }
            case .names:
                // It is no step of a file's.
                break
            }
        }
        return content
    }

    private static func lengthen(_ content: inout [UInt8], to size: Int) {
        if content.count < size { content += [UInt8](repeating: 0, count: size - content.count) }
    }
}

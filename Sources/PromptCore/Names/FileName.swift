/// One name in a folder, as the bytes the file system has.
///
/// Never a `String`: Swift calls the composed and the decomposed form of a name equal, the file system does not.
package struct FileName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// Returns `nil` for what cannot be an entry's name: empty, `.`, `..`, or with a slash or NUL in it.
    package init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard !bytes.isEmpty, bytes != [0x2E], bytes != [0x2E, 0x2E], !bytes.contains(0x2F), !bytes.contains(0) else {
            return nil
        }
        self.bytes = bytes
    }

    /// A name written in the code.
    package init(fixed text: StaticString) {
        self.bytes = Array("\(text)".utf8)
    }

    package init?(_ text: String) {
        self.init(text.utf8)
    }

    /// The name for people: what is not UTF-8 shows as U+FFFD, so this never leads back to the file.
    package var description: String { String(decoding: self.bytes, as: UTF8.self) }

    package var isHidden: Bool { self.bytes.first == UInt8(ascii: ".") }

    package func hash(into hasher: inout Hasher) {
        // At once and not byte by byte: names are what prompts are told apart by, a hundred thousand of them.
        unsafe self.bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        hasher.combine(self.bytes.count)
    }

    package static func < (left: FileName, right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// Whether the name ends in `suffix` (lower-case ASCII), in any letter case.
    package func hasSuffix(_ suffix: String) -> Bool {
        // Asked of every name in a folder, many times; most are told by the last byte.
        guard let wanted = suffix.utf8.last else { return true }
        guard let last = self.bytes.last, Self.lowercased(last) == wanted else { return false }
        return self.bytes.suffix(suffix.utf8.count).map(Self.lowercased).elementsEqual(suffix.utf8)
    }

    package func hasPrefix(_ prefix: String) -> Bool {
        self.bytes.starts(with: prefix.utf8)
    }

    /// The name's first `count` bytes; `nil` if they are no name.
    func prefix(_ count: Int) -> FileName? { FileName(self.bytes.prefix(count)) }

    package static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

/// A file's name in small letters, from whose end what hides or doubles can be taken away.
///
/// Only ASCII letters change, so that its bytes stand where the name's do: a prefix of one is a prefix of the other.
struct LooseName {
    private(set) var bytes: ArraySlice<UInt8>

    init(_ name: FileName) {
        self.bytes = name.bytes.map(FileName.lowercased)[...]
    }

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    func hasSuffix(_ suffix: String) -> Bool {
        self.bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    mutating func dropLast(_ count: Int) {
        self.bytes = self.bytes.dropLast(count)
    }

    /// Takes dots and spaces at the end away, which Windows cannot show and file servers hide.
    mutating func dropTrailing() {
        while let last = self.bytes.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { self.dropLast(1) }
    }

    /// What stands behind the last dot, if there is something on both sides of it.
    var lastExtension: String? {
        guard let dot = self.bytes.lastIndex(of: UInt8(ascii: ".")), dot > self.bytes.startIndex else { return nil }
        let text = self.bytes[(dot + 1)...]
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }

    /// Takes endings of `extensions` away, and copies' marks too if `marks`, as long as there are any.
    mutating func dropExtensions(_ extensions: [String], marks: Bool = true) {
        while true {
            if let found = self.lastExtension, extensions.contains(found) {
                self.dropLast(found.utf8.count + 1)
            } else if marks, let mark = self.copyMark {
                self.dropLast(mark)
            } else {
                return
            }
        }
    }

    /// How file managers mark a copy, before its number.
    private static let copyWords = [
        " - copy", " copy", "-copy", "_copy", " - kopie", " kopie", " - copie", " copie", " - copia", " copia",
        " - コピー", " のコピー", " - 副本", " 副本",
    ]

    /// The bytes they end in: most names are told by their last byte to have none.
    private static let copyEnds = Set(copyWords.compactMap(\.utf8.last))

    /// The length of a copy's mark at the end: ` (1)`, `(1)`, ` 2`, ` - Copy`, ` copy 2`, ` - Copy (2)`; `nil` if there is
    /// none, or nothing before it.
    private var copyMark: Int? {
        let number = self.numberLength
        let before = self.bytes.dropLast(number ?? 0)
        let mayEnd = before.last.map(Self.copyEnds.contains) ?? false
        let word = mayEnd ? Self.copyWords.first { before.suffix($0.utf8.count).elementsEqual($0.utf8) } : nil
        let length = (number ?? 0) + (word?.utf8.count ?? 0)
        return length > 0 && length < self.bytes.count ? length : nil
    }

    private var numberLength: Int? {
        var rest = self.bytes
        let isClosed = rest.last == UInt8(ascii: ")")
        if isClosed { rest = rest.dropLast() }
        let digits = rest.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        guard (1...3).contains(digits) else { return nil }
        rest = rest.dropLast(digits)
        if isClosed {
            guard rest.last == UInt8(ascii: "(") else { return nil }
            rest = rest.dropLast()
            if rest.last == UInt8(ascii: " ") { rest = rest.dropLast() }
        } else {
            guard rest.last == UInt8(ascii: " ") else { return nil }
            rest = rest.dropLast()
        }
        return self.bytes.count - rest.count
    }
}

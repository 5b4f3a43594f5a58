/// The head of an element of a Matroska file: an id and a size, each as long as its first bits say.
struct EBMLElement {
    /// With the bits that say how long it is, as the standard writes it.
    let id: Int64
    /// Where its content begins.
    let content: Int64
    /// `nil` if the writer did not know it.
    let size: Int64?

    /// Reads the element at `offset`; `nil` if the file ends before its head does, or it is none.
    static func read<Failure: Error>(
        at offset: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> EBMLElement? {
        let head = try window.bytes(at: offset, count: 12)
        guard let first = head.first else { return nil }
        let idSize = first.leadingZeroBitCount + 1
        guard idSize <= 4, head.count > idSize else { return nil }
        let lead = head.byte(idSize)
        let sizeSize = lead.leadingZeroBitCount + 1
        guard sizeSize <= 8, head.count >= idSize + sizeSize else { return nil }
        let largest = Int64(1) << (7 * Int64(sizeSize)) - 1
        let size = head.bigEndian(at: idSize, count: sizeSize) & largest
        return EBMLElement(
            id: head.bigEndian(at: 0, count: idSize),
            content: offset + Int64(idSize + sizeSize),
            size: size == largest ? nil : size
        )
    }
}

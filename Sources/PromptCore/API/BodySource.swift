/// A file whose bytes are sent along: the port that an open file fits.
package protocol BodySource: Sendable {
    /// Its bytes, which do not change any more.
    var count: Int64 { get }

    /// Up to `count` bytes from `offset`; fewer only at its end.
    func read(count: Int, at offset: Int64) async throws -> [UInt8]
}

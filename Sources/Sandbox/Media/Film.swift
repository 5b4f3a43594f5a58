/// A film: a picture and a bar that grows below it.
struct Film: Hashable, Sendable {
    /// Its sides are multiples of 16.
    var picture: Picture
    var seconds: Double

    /// Frames a second.
    private static let rate = 8

    /// The film as an MP4 file.
    func mp4() -> [UInt8] {
        let count = max(1, Int((self.seconds * Double(Self.rate)).rounded()))
        let stream = FilmStream(FilmFrame(self.picture), count: count)
        return MP4File(stream: stream, size: self.picture.size, rate: Self.rate).bytes()
    }
}

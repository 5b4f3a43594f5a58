/// One output of a request: the same values always give the same bytes.
enum Artwork: Hashable, Sendable {
    case picture(Picture)
    case film(Film)
    case sound(Sound)

    var mediaType: String {
        switch self {
        case .picture: "image/png"
        case .film: "video/mp4"
        case .sound: "audio/wav"
        }
    }

    /// Without its dot.
    var fileExtension: String {
        switch self {
        case .picture: "png"
        case .film: "mp4"
        case .sound: "wav"
        }
    }

    /// The file.
    ///
    /// - Throws: `SandboxError` if zlib runs out of memory.
    func bytes() throws(SandboxError) -> [UInt8] {
        switch self {
        case .picture(let picture): try picture.png()
        case .film(let film): film.mp4()
        case .sound(let sound): sound.wav()
        }
    }

    /// Another of the same size.
    var changed: Artwork {
        switch self {
        case .picture(var picture):
            picture.variant = 1
            return .picture(picture)
        case .film(var film):
            film.picture.variant = 1
            return .film(film)
        case .sound(var sound):
            sound.variant = 1
            return .sound(sound)
        }
    }

    /// The same at half its size or length.
    var halved: Artwork {
        switch self {
        case .picture(var picture):
            picture.size = PixelSize(width: max(1, picture.size.width / 2), height: max(1, picture.size.height / 2))
            return .picture(picture)
        case .film(var film):
            film.seconds /= 2
            return .film(film)
        case .sound(var sound):
            sound.seconds /= 2
            return .sound(sound)
        }
    }
}

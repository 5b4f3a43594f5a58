import Foundation
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct FilmTests {
    private static let players = "/usr/bin/ffprobe"
    private static var isPlayerHere: Bool { FileManager.default.isExecutableFile(atPath: Self.players) }

    private static func film(_ seconds: Double, _ text: String = "gulls") -> Film {
        let size = PixelSize(width: 208, height: 112)
        return Film(picture: Picture(text: text, seed: 1, index: 1, count: 1, size: size), seconds: seconds)
    }

    /// What a player finds in `file`, and what it complains of.
    private static func probe(_ file: [UInt8], _ name: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "promptd-\(UUID().uuidString)-\(name)")
        try Data(file).write(to: path)
        defer { unlink(path.path(percentEncoded: false)) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: Self.players)
        process.arguments = [
            "-v", "warning", "-count_frames", "-show_entries",
            "stream=codec_name,width,height,nb_read_frames:format=duration", "-of", "csv=p=0",
            path.path(percentEncoded: false),
        ]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    /// Catches a film that a player cannot show from the first frame to the last.
    @Test(.enabled(if: isPlayerHere, "ffprobe is not installed"), arguments: [0.5, 2, 30])
    func aPlayerShowsEveryFrame(_ seconds: Double) throws {
        let told = try Self.probe(Self.film(seconds).mp4(), "film.mp4")
        #expect(told == "h264,208,112,\(Int(seconds * 8))\n\(Self.six(seconds))\n")
    }

    @Test(.enabled(if: isPlayerHere, "ffprobe is not installed"))
    func aPlayerPlaysTheSound() throws {
        let told = try Self.probe(Sound(text: "gulls", seed: 1, seconds: 1.5).wav(), "sound.wav")
        #expect(told.hasPrefix("pcm_s16le,") && told.hasSuffix("\n\(Self.six(1.5))\n"), "\(told)")
    }

    private static func six(_ seconds: Double) -> String { String(format: "%.6f", seconds) }

    /// Catches a film that is large, or the same for other words.
    @Test func itIsSmallAndOfItsWords() {
        let film = Self.film(30).mp4()
        #expect(film.count < 200_000)
        #expect(film == Self.film(30).mp4())
        #expect(film != Self.film(30, "lamps").mp4())
    }

    @Test func aSoundHasItsLength() {
        #expect(Sound(text: "a", seed: 1, seconds: 2.5).wav().count == 44 + 40_000)
        #expect(Sound(text: "a", seed: 1, seconds: 1).wav() != Sound(text: "b", seed: 1, seconds: 1).wav())
    }
}

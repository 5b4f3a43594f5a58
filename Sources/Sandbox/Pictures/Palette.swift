/// The colours of a landscape, in the order of its palette indices.
struct Palette: Sendable {
    /// Shades from the top of the sky to the horizon.
    static let skyShades = 80
    /// Halves of the sun's halo, outer then inner: each a brighter copy of the sky.
    static let halos = 2
    static let hills = 4
    static let sun = UInt8(skyShades * (1 + halos))
    static let firstHill = sun + 1
    static let text = firstHill + UInt8(hills)
    static let shadow = text + 1

    /// Red, green and blue of each entry.
    let bytes: [UInt8]

    /// A warm sky in the given hue (0 ..< 1, as on a colour wheel).
    init(hue: Double) {
        let zenith = Colour(hue: hue, saturation: 0.72, brightness: 0.42)
        let middle = Colour(hue: hue + 0.06, saturation: 0.55, brightness: 0.74)
        let horizon = Colour(hue: hue + 0.14, saturation: 0.42, brightness: 0.98)
        let sun = Colour(red: 1, green: 0.96, blue: 0.82)
        let sky = (0..<Self.skyShades).map { shade in
            let height = Double(shade) / Double(Self.skyShades - 1)
            return height < 0.5 ? zenith.mixed(with: middle, height * 2) : middle.mixed(with: horizon, height * 2 - 1)
        }
        let near = Colour(hue: hue + 0.03, saturation: 0.6, brightness: 0.2)
        let hills = (0..<Self.hills).map { hill in
            horizon.mixed(with: near, 0.38 + 0.62 * Double(hill) / Double(Self.hills - 1))
        }
        let text = Colour(red: 1, green: 1, blue: 1)
        let shadow = Colour(hue: hue + 0.02, saturation: 0.7, brightness: 0.2)
        let halos = [0.22, 0.45].flatMap { strength in sky.map { $0.mixed(with: sun, strength) } }
        self.bytes = (sky + halos + [sun] + hills + [text, shadow]).flatMap(\.bytes)
    }
}

/// A colour in red, green and blue, each 0 to 1.
struct Colour: Sendable {
    var red: Double
    var green: Double
    var blue: Double

    init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    init(hue: Double, saturation: Double, brightness: Double) {
        func channel(_ offset: Double) -> Double {
            let place = (offset + hue * 6).truncatingRemainder(dividingBy: 6)
            return brightness * (1 - saturation * max(0, min(place, 4 - place, 1)))
        }
        self.init(red: channel(5), green: channel(3), blue: channel(1))
    }

    func mixed(with other: Colour, _ share: Double) -> Colour {
        Colour(
            red: self.red + (other.red - self.red) * share,
            green: self.green + (other.green - self.green) * share,
            blue: self.blue + (other.blue - self.blue) * share
        )
    }

    var bytes: [UInt8] { [self.red, self.green, self.blue].map { UInt8((max(0, min($0, 1)) * 255).rounded()) } }
}

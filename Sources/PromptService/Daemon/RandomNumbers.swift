/// Where the daemon takes its random numbers from; a test brings its own.
package struct RandomNumbers: Sendable {
    /// 64 bits, each as likely as not.
    package var bits: @Sendable () -> UInt64

    package init(bits: @escaping @Sendable () -> UInt64) {
        self.bits = bits
    }

    /// A number from 0 up to but not including 1.
    func fraction() -> Double { Double(self.bits() >> 11) / Double(1 << 53) }

    /// Those of the machine.
    package static let system = RandomNumbers { UInt64.random(in: 0...UInt64.max) }
}

/// Which daemon, where: for sidecars, explanations and the status.
package struct DaemonIdentity: Equatable, Sendable {
    package var version: String
    package var host: String

    package init(version: String, host: String) {
        self.version = version
        self.host = host
    }

    package var json: JSONValue {
        .object([.init("version", .string(self.version)), .init("host", .string(self.host))])
    }
}

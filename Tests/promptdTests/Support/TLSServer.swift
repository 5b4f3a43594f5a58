/// A server with a certificate of its own making.
enum TLSServer {
    static let program = "/usr/bin/openssl"

    /// Starts it in the rig's folder; it ends with the rig.
    ///
    /// - Returns: its port.
    static func start(in rig: Rig) async throws -> Int {
        let folder = rig.workspace.path
        let made = try await rig.finish(
            Self.program,
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
            ]
        )
        guard made.exit == .code(0) else { throw NeverCame(description: "no certificate: \(made.errors)") }
        let output = "\(folder)/tls.out"
        let server = try rig.spawn(
            Self.program,
            ["s_server", "-accept", "127.0.0.1:0", "-www", "-key", "\(folder)/key.pem", "-cert", "\(folder)/cert.pem"],
            [:],
            output: output,
            errors: "tls.err"
        )
        return try await waiting(for: "the TLS server's port") {
            if let exit = server.exit { throw NeverCame(description: "the TLS server ended: \(exit)") }
            // "ACCEPT 127.0.0.1:34567"
            let lines = try Files.text(output).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            return lines.first { $0.hasPrefix("ACCEPT ") }.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
        }
    }
}

import Logging
import Testing

@testable import Sandbox

@Suite struct SandboxSettingsTests {
    @Test(arguments: [
        ("127.0.0.1", true), ("127.3.2.1", true), ("::1", true), ("localhost", true), ("0.0.0.0", false), ("::", false),
        ("192.168.1.2", false), ("127.0.0.1.evil.example", false), ("127.0.0", false), ("", false),
    ])
    func onlyLoopbackIsListenedAt(_ host: String, _ isAllowed: Bool) {
        let settings = SandboxSettings(host: host)
        if isAllowed {
            #expect(throws: Never.self) { try settings.validate() }
        } else {
            #expect(throws: SandboxError.self) { try settings.validate() }
        }
    }

    @Test(arguments: [
        SandboxSettings(port: -1), SandboxSettings(port: 65536), SandboxSettings(imageSeconds: -1),
        SandboxSettings(imageSeconds: .nan), SandboxSettings(slots: -1), SandboxSettings(imageBytes: 19),
        SandboxSettings(imageBytes: 1 << 40),
    ])
    func nonsenseIsRefused(_ settings: SandboxSettings) {
        let error = #expect(throws: SandboxError.self) { try settings.validate() }
        #expect(error?.code == .setting)
    }

    @Test(
        arguments: [
            ["token": .integer(1)], ["image_seconds": .integer(-1)], ["slots": .number(1.5)], ["price_usd": "1"],
            ["colour": "red"],
            .array([]),
        ] as [APIValue]
    )
    func aWrongChangeIsRefused(_ json: APIValue) {
        #expect(throws: ControlError.self) { try SettingsChange(json: json) }
    }

    @Test func nothingBeginsOutsideLoopback() async {
        let sandbox = SandboxServer(settings: SandboxSettings(host: "0.0.0.0"), logger: Logger(label: "sandbox"))
        let error = await #expect(throws: SandboxError.self) { try await sandbox.run() }
        #expect(error?.code == .host)
    }
}

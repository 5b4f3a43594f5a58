import HTTPTypes
import Testing

@testable import Sandbox

@Suite struct RouteTests {
    @Test(
        arguments: [
            ("GET", "/v1/models", .catalog), ("GET", "/v1/models/categories", .categories),
            ("POST", "/v1/models/a/b%20C%25", .submit("a/b C%")), ("GET", "/v1/models/a/b%2", .model("a/b%2")),
            ("GET", "/v1/models/a/b-1/c", .model("a/b-1/c")),
            ("POST", "/v1/models/a/b", .submit("a/b")),
            ("GET", "/v1/requests/x/status", .status("x")), ("GET", "/v1/requests/x/result", .result("x")),
            ("POST", "/v1/requests/x/cancel", .cancel("x")), ("GET", "/v1/requests/x/cancel", .unknown),
            ("POST", "/v1/requests/x/status", .unknown), ("POST", "/v1/models", .unknown),
            ("GET", "/models/a/b", .unknown),
            ("GET", "/files/x/3.png", .download(request: "x", number: 3)),
            ("GET", "/files/x/1.mp4", .download(request: "x", number: 1)),
            ("GET", "/files/x/1.wav", .download(request: "x", number: 1)), ("GET", "/files/x/1.txt", .unknown),
            ("HEAD", "/files/x/3.png", .download(request: "x", number: 3)), ("GET", "/files/x/three.png", .unknown),
            ("POST", "/files/x/3.png", .unknown), ("GET", "/sandbox/ledger", .ledger),
            ("DELETE", "/sandbox/faults", .clearFaults),
            ("GET", "/sandbox/faults", .listFaults), ("POST", "/sandbox/faults", .addFaults),
            ("GET", "/sandbox/settings", .showSettings),
            ("POST", "/sandbox/settings", .changeSettings), ("DELETE", "/sandbox/ledger", .unknown),
            ("GET", "/", .unknown),
        ] as [(String, String, Route)]
    )
    func isFoundByMethodAndPath(_ method: String, _ path: String, _ route: Route) throws {
        #expect(Route(try #require(HTTPRequest.Method(method)), path: path) == route)
        #expect(route.needsToken == (route != .unknown && path.hasPrefix("/v1")))
    }

    @Test(
        arguments: [
            (nil, .whole), ("bytes=0-0", .part(0..<1)), ("bytes=2-", .part(2..<10)), ("bytes=2-4", .part(2..<5)),
            ("bytes=2-400", .part(2..<10)), ("bytes=-3", .part(7..<10)), ("bytes=-30", .part(0..<10)),
            ("bytes=10-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable), ("bytes=4-2", .whole), ("bytes=0-1,3-4", .whole), ("lines=1-2", .whole),
            ("bytes=-", .whole),
            ("bytes=a-", .whole), ("bytes=9223372036854775807-", .unsatisfiable),
            ("bytes=0-9223372036854775807", .part(0..<10)),
        ] as [(String?, ByteRange)]
    )
    func rangeOfTenBytes(_ header: String?, _ range: ByteRange) {
        #expect(ByteRange(header: header, size: 10) == range)
    }
}

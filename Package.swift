// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let inMemoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "promptd",
    products: [
        .executable(name: "promptd", targets: ["promptd"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        // SHA-256 of what is delivered, fed while it streams. Already in the graph below AsyncHTTPClient.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Hummingbird and AsyncHTTPClient speak in these types, and member imports must be explicit.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Already in the graph below the configuration library; the file is checked as a tree before it is believed.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Three system calls that the Glibc module does not show to Swift; renameat2 is what claims and publishes.
        .target(name: "CLinux"),
        .target(name: "Systemd", dependencies: ["CSystemd", logging]),
        .target(name: "ImageFormats"),
        .target(name: "PromptCore"),
        .target(name: "PromptControl", dependencies: ["PromptCore"]),
        .target(name: "ControlSocket", dependencies: ["PromptControl", "PromptCore", logging, nioCore, nioPosix]),
        .target(name: "PromptFiles", dependencies: ["PromptCore", "ImageFormats", "CLinux", crypto, logging, system]),
        .target(name: "RunComfy", dependencies: ["PromptCore", asyncHTTPClient, logging, nioCore, nioHTTP1, nioPosix]),
        .target(name: "PromptJournal", dependencies: ["PromptControl", "PromptCore", grdb, sqlite]),
        .target(
            name: "PromptService",
            dependencies: [
                "PromptCore", "PromptFiles", "PromptJournal", "Systemd", lifecycle, logging, signals, system,
            ]
        ),
        .target(
            name: "StatusPage",
            dependencies: [
                "PromptService", "PromptCore", httpTypes, hummingbirdCore, lifecycle, logging, nioCore, nioPosix,
            ]
        ),
        .target(
            name: "Sandbox",
            dependencies: [
                "PromptCore", "CZlib", crypto, httpTypes, hummingbird, lifecycle, logging, nioCore, nioPosix,
            ]
        ),
        .executableTarget(
            name: "promptd",
            dependencies: [
                "ControlSocket", "PromptControl", "PromptService", "RunComfy", "Sandbox", "StatusPage", argumentParser,
                configuration,
                lifecycle, logging, signals, system, yams,
            ]
        ),
        .testTarget(
            name: "SandboxTests",
            dependencies: ["Sandbox", "PromptCore", "CZlib", httpTypes, lifecycle, logging, nioCore, nioPosix]
        ),
        .testTarget(
            name: "StatusPageTests",
            dependencies: ["StatusPage", "PromptService", logging, inMemoryLogging, nioCore, nioPosix]
        ),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd", logging]),
        .target(name: "PromptTesting", dependencies: ["PromptCore", "CLinux", system], path: "Tests/PromptTesting"),
        .testTarget(name: "ImageFormatsTests", dependencies: ["ImageFormats", "PromptTesting"]),
        .testTarget(name: "PromptCoreTests", dependencies: ["PromptCore", "PromptTesting"]),
        .testTarget(name: "PromptControlTests", dependencies: ["PromptControl", "PromptCore", "PromptTesting"]),
        .testTarget(
            name: "PromptFilesTests",
            dependencies: ["PromptFiles", "PromptCore", "PromptTesting", crypto, logging, inMemoryLogging, system]
        ),
        .testTarget(
            name: "PromptJournalTests",
            dependencies: ["PromptControl", "PromptJournal", "PromptCore", "PromptTesting", grdb],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "ControlSocketTests", dependencies: ["ControlSocket", "PromptControl", logging]),
        .testTarget(
            name: "PromptServiceTests",
            dependencies: [
                "PromptService", "PromptCore", "PromptFiles", "PromptJournal", "PromptTesting", "Systemd", logging,
            ]
        ),
        // Stops a program at any of its operations on files and the network. Run by tests, never shipped.
        .executableTarget(
            name: "crashpoint",
            path: "Tests/Crashpoint",
            cSettings: [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]
        ),
        // Drives the built promptd; the dependencies make sure that it and what strikes it are there. The modules below it
        // are there because the defaults of its settings are held against theirs.
        .testTarget(
            name: "promptdTests",
            dependencies: [
                "ImageFormats", "PromptCore", "PromptFiles", "PromptService", "PromptTesting", "RunComfy", "Systemd",
                "crashpoint", "promptd", argumentParser, crypto, grdb, logging,
            ]
        ),
        .testTarget(
            name: "RunComfyTests",
            dependencies: ["RunComfy", "PromptTesting", asyncHTTPClient, logging, nioCore, nioHTTP1, nioPosix]
        ),
    ]
)

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

for target in package.targets where target.type != .system {
    target.swiftSettings = settings + (target.type == .test ? [] : [.strictMemorySafety()])
}

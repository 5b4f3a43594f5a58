import Foundation
import Testing

@testable import PromptCore

/// What hooks are told: names and forms that people's scripts rely on.
struct EndReportTests {
    private static let ended = JobSample.time.addingTimeInterval(40)

    private static func report(_ job: Job) -> EndReport { EndReport(job, outbox: "/out", at: Self.ended) }

    private static func report(_ state: JobState.Name) throws -> EndReport { Self.report(try JobSample.job(state)) }

    private static func variables(_ reports: [EndReport]) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: EndReport.variables(of: reports).map {
                ($0.name, String(decoding: $0.value, as: UTF8.self))
            }
        )
    }

    @Test func onePublishedEnd() throws {
        let report = try Self.report(.published)
        #expect(
            Self.variables([report]) == [
                "PROMPTD_COUNT": "1", "PROMPTD_PUBLISHED": "1", "PROMPTD_FAILED": "0", "PROMPTD_UNCONFIRMED": "0",
                "PROMPTD_CANCELLED": "0", "PROMPTD_COMPLETED": "0", "PROMPTD_END": "published",
                "PROMPTD_PROMPT": "campaign/hero",
                "PROMPTD_ID": "", "PROMPTD_JOB": JobSample.id.rawValue, "PROMPTD_REQUEST": "req-1",
                "PROMPTD_FOLDER": "/out/campaign/hero", "PROMPTD_IMAGES": "2", "PROMPTD_COST": "0.105",
                "PROMPTD_ERROR_CODE": "", "PROMPTD_ERROR": "", "PROMPTD_HINT": "",
                "PROMPTD_TEXT": "campaign/hero: published, 2 images, 0.105 USD\n/out/campaign/hero",
            ]
        )
        let wanted = #"""
            {"end":"published","prompt":"campaign/hero","id":null,"job":"\#(JobSample.id)","request":"req-1",
            "folder":"/out/campaign/hero","images":2,"cost":0.105,"error_code":null,"error":null,"hint":null,
            "ended":"2026-03-01T07:00:40.500Z"}
            """#
        #expect(try report.json == JSONValue.parse(Array(wanted.utf8)))
        let document = report.document(SidecarTests.daemon)
        #expect(Sidecar.belongs(document, to: JobSample.id) && Sidecar.files(in: document).count == 2)
    }

    /// Catches an end that a program cannot match with what it has dropped.
    @Test func thePromptsOwnIDIsTold() throws {
        var job = try JobSample.job(.failed)
        job.brought(JobOrigin(promptID: PromptID(rawValue: "order-4711")))
        let report = Self.report(job)
        #expect(Self.variables([report])["PROMPTD_ID"] == "order-4711")
        #expect(report.json["id"] == .string("order-4711"))
    }

    /// Catches a lost answer that is told without what it may have cost.
    @Test func anUnconfirmedEnd() throws {
        let report = try Self.report(.unconfirmed)
        let variables = Self.variables([report])
        #expect(variables["PROMPTD_END"] == "unconfirmed" && variables["PROMPTD_COST"] == "0.105")
        #expect(variables["PROMPTD_ERROR_CODE"] == "unconfirmed" && variables["PROMPTD_FOLDER"] == "")
        #expect(variables["PROMPTD_HINT"]?.contains("promptd adopt") == true)
        let text = try #require(variables["PROMPTD_TEXT"])
        #expect(text.hasPrefix("campaign/hero: unconfirmed (unconfirmed), may have been charged, 0.105 USD\n"))
        let document = try JSONValue.parse(report.document(SidecarTests.daemon))
        #expect(document["error"]?["code"]?.stringValue == "unconfirmed")
        #expect(document["file"]?.stringValue == "hero.failed.json")
    }

    @Test func aCancelledEndIsItsOwnDocument() throws {
        let report = try Self.report(.cancelled)
        #expect(try JSONValue.parse(report.document(SidecarTests.daemon)) == report.json)
        #expect(Self.variables([report])["PROMPTD_TEXT"] == "campaign/hero: cancelled")
    }

    /// Catches a name that is repaired where the file system has its bytes, and one that begins lines where people read.
    @Test func aStrangeNameStaysWhatItIs() throws {
        let bytes: [UInt8] = [0x61, 0x0A, 0xFF, 0x27]
        var job = Job(id: JobSample.id, source: try #require(PromptPath(bytes: bytes)), dropped: JobSample.time)
        _ = job.cancelRequested()
        let report = Self.report(job)
        #expect(report.variables.first { $0.name == "PROMPTD_PROMPT" }?.value == bytes)
        #expect(report.json["prompt"]?.stringValue == "a\n\u{FFFD}'")
        #expect(report.text == "a \u{FFFD}': cancelled")
    }

    @Test func severalEnds() throws {
        let reports = try [.published, .failed, .published, .cancelled].map { try Self.report($0) }
        let variables = Self.variables(reports)
        #expect(variables["PROMPTD_COUNT"] == "4" && variables["PROMPTD_END"] == "several")
        #expect(variables["PROMPTD_PUBLISHED"] == "2" && variables["PROMPTD_FAILED"] == "1")
        #expect(variables["PROMPTD_IMAGES"] == "4" && variables["PROMPTD_COST"] == "0.21")
        #expect(variables["PROMPTD_PROMPT"] == nil && variables["PROMPTD_FOLDER"] == nil)
        let text = try #require(variables["PROMPTD_TEXT"]).components(separatedBy: "\n\n")
        #expect(text[0] == "4 prompts have ended: 2 published, 1 failed, 1 cancelled; 0.21 USD")
        #expect(text[1].hasPrefix("campaign/hero: failed") && text[3].hasPrefix("campaign/hero: published"))
        #expect(Self.variables([reports[0], reports[2]])["PROMPTD_END"] == "published")
    }

    /// Catches an environment that is too large to be given to a program.
    @Test func manyEndsAreToldInFewWords() throws {
        let reports = Array(repeating: try Self.report(.published), count: 1000)
        let variables = Self.variables(reports)
        #expect(try #require(variables["PROMPTD_TEXT"]).hasSuffix("\n\nand 980 more"))
        #expect(EndReport.variables(of: reports).reduce(0) { $0 + $1.value.count } < 20_000)
    }

    /// Catches a variable that promptd itself would refuse when a hook runs it, and one that it would take for a hook's when
    /// it is a cap that somebody has misspelt.
    @Test func aHooksEnvironmentIsKnown() throws {
        for reports in [[try Self.report(.published)], [try Self.report(.failed), try Self.report(.cancelled)]] {
            let names = Set(EndReport.variables(of: reports).map(\.name))
            #expect(EndReport.variables(in: names.union(["PATH", "PROMPTD_IMAGES_A_DAY"])) == names)
            for name in ["PROMPTD_COUNT", "PROMPTD_TEXT", "PROMPTD_FAILED"] {
                #expect(EndReport.variables(in: names.subtracting([name])) == [])
            }
        }
    }
}

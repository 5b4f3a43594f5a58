import Foundation
import Testing

@testable import PromptCore

@Suite struct SidecarTests {
    static let daemon = DaemonIdentity(version: "1.0.0", host: "studio")

    static func sidecar(_ change: (inout Job) -> Void = { _ in }) throws -> JSONValue {
        var job = try JobSample.job(.publishing)
        change(&job)
        guard case .publishing(let output) = job.state else { return try #require(nil as JSONValue?) }
        return try JSONValue.parse(Sidecar(job, output, at: JobSample.time, daemon: Self.daemon).bytes())
    }

    /// Byte for byte: tools rely on every member, its name, its place and its form.
    @Test func hasExactlyThesePromisedMembers() throws {
        let wanted = #"""
            {"schema_version":1,"status":"partial","name":"campaign/hero","id":null,"dropped_by":null,"job_id":"\#(JobSample.id)",
            "request_id":"req-1","model":"bytedance/seedream-4-0/sequential",
            "request":{"text":"Generate 3 images of a fox","image_size":"2560:1440 (16:9)","seed":7,
            "sequential_image_generation_options":3,"optimize_prompt_options":"fast"},"seed":7,
            "files":[
            {"file":"hero-1.jpg","bytes":1001,"sha256":"\#(JobSample.file(1).sha256)","media_type":"image/jpeg",
            "width":2560,"height":1440,"seconds":null,"source_url":"https://cdn.example/1.jpg"},
            {"file":"hero-2.jpg","bytes":1002,"sha256":"\#(JobSample.file(2).sha256)","media_type":"image/jpeg",
            "width":2560,"height":1440,"seconds":null,"source_url":"https://cdn.example/2.jpg"}],
            "missing":["3: the link is dead"],
            "cost":{"currency":"USD","estimate":0.105,"actual":0.105},
            "times":{"dropped":"2026-03-01T06:59:55.500Z","claimed":"2026-03-01T07:01:00.500Z",
            "submitted":"2026-03-01T07:00:00.500Z","started":"2026-03-01T07:01:00.500Z",
            "finished":"2026-03-01T07:00:30.500Z","published":"2026-03-01T07:00:00.500Z"},
            "labels":{"b":1.50,"a":["x"]},
            "warnings":["a file could not be fetched: the link is dead"],
            "promptd":{"version":"1.0.0","host":"studio"}}
            """#
        #expect(try Self.sidecar() == JSONValue.parse(Array(wanted.utf8)))
    }

    /// Catches a length in another unit, or in digits that nobody has measured.
    @Test(arguments: [(5.0, "5"), (2.5, "2.5"), (0.048, "0.048"), (10.1, "10.1"), (61.9996, "62"), (3.02, "3.02")])
    func aFilmHasItsLength(_ seconds: Double, _ said: String) throws {
        let requestID = try JobSample.requestID()
        let sidecar = try Self.sidecar { job in
            var file = JobSample.file(1)
            file.seconds = seconds
            job.state = .publishing(
                .init(
                    paid: .init(requestID: requestID),
                    files: [.init(link: JobSample.links(1)[0], progress: .collected(file))]
                )
            )
        }
        let files: [JSONValue] = if case .array(let files) = sidecar["files"] { files } else { [] }
        #expect(files.first?["seconds"] == .number(said))
    }

    @Test func isCompleteIfNothingIsMissing() throws {
        let requestID = try JobSample.requestID()
        let sidecar = try Self.sidecar { job in
            job.state = .publishing(
                .init(
                    paid: .init(requestID: requestID),
                    files: [.init(link: JobSample.links(1)[0], progress: .collected(JobSample.file(1)))]
                )
            )
            job.request = nil
            job.times = JobTimes(dropped: JobSample.time)
        }
        #expect(sidecar["status"] == .string("complete"))
        #expect(sidecar["missing"] == .array([]))
        // What is not known is null, and never left out.
        for name in ["model", "request", "seed"] { #expect(sidecar[name] == .null) }
        for name in ["estimate", "actual"] { #expect(sidecar["cost"]?[name] == .null) }
        for name in ["claimed", "submitted", "started", "finished"] { #expect(sidecar["times"]?[name] == .null) }
        #expect(sidecar["labels"] == .object([]))
    }

    /// A signature lets anybody fetch the file; the sidecar is copied around.
    @Test(arguments: [
        "https://cdn.example/a.jpg?X-Signature=secret", "https://cdn.example/a.jpg#secret",
        "https://cdn.example/a.jpg#x?secret", "https://cdn.example/a.jpg?a=1&b=secret#secret",
        // To Swift a question mark with a combining mark is another character.
        "https://cdn.example/a.jpg?\u{301}secret", "https://cdn.example/a.jpg?\u{FE0F}secret",
    ])
    func holdsNoSignature(url: String) throws {
        var job = try JobSample.job(.publishing)
        guard case .publishing(var output) = job.state else { return try #require(nil) }
        for index in output.files.indices { output.files[index].link.url = url }
        job.state = .publishing(output)
        let bytes = Sidecar(job, output, at: JobSample.time, daemon: Self.daemon).bytes()
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
        let sidecar = try JSONValue.parse(bytes)
        guard case .array(let files) = sidecar["files"] else { return try #require(nil) }
        #expect(files.map { $0["source_url"] } == Array(repeating: .string("https://cdn.example/a.jpg"), count: 2))
    }

    /// By it promptd knows after a crash whether a folder is its own.
    @Test func knowsItsJob() throws {
        let job = try JobSample.job(.publishing)
        guard case .publishing(let output) = job.state else { return try #require(nil) }
        let bytes = Sidecar(job, output, at: JobSample.time, daemon: Self.daemon).bytes()
        #expect(Sidecar.belongs(bytes, to: job.id))
        #expect(!Sidecar.belongs(bytes, to: JobID(at: JobSample.time, random: 8)))
        #expect(!Sidecar.belongs(Array(bytes.dropLast(20)), to: job.id))
        #expect(!Sidecar.belongs([], to: job.id))
        #expect(!Sidecar.belongs(Array("[\"\(job.id)\"]".utf8), to: job.id))
    }

    @Test func isForPeopleToo() throws {
        let value = JSONValue.object([
            .init("a", .array([.number("1"), .object([])])), .init("b", .object([.init("c\n", .array([]))])),
        ])
        let text = """
            {
              "a": [
                1,
                {}
              ],
              "b": {
                "c\\n": []
              }
            }

            """
        #expect(String(decoding: value.pretty(), as: UTF8.self) == text)
        #expect(try JSONValue.parse(value.pretty()) == value)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"), (1_772_348_400.5, "2026-03-01T07:00:00.500Z"),
        (253_402_300_799, "9999-12-31T23:59:59.000Z"),
    ])
    func timesAreRFC3339InUTC(seconds: Double, text: String) {
        #expect(JSONValue.time(Date(timeIntervalSince1970: seconds)) == .string(text))
    }
}

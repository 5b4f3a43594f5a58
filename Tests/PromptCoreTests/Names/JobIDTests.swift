import Foundation
import PromptTesting
import Testing

@testable import PromptCore

@Suite struct JobIDTests {
    static let alphabet = Set("0123456789abcdefghjkmnpqrstvwxyz")

    /// The status and the staging folder list jobs by name: that is by time.
    @Test func sortsByTime() {
        var random = SeededGenerator(seed: 1)
        var last = JobID(at: JobSample.time, random: .max)
        for step in 1...500 {
            let id = JobID(at: JobSample.time.addingTimeInterval(Double(step) * 0.002), random: random.next())
            #expect(id.rawValue > last.rawValue)
            #expect(id.rawValue.utf8.count == 16)
            #expect(Set(id.rawValue).isSubset(of: Self.alphabet))
            last = id
        }
    }

    /// Catches a time that is read back wrong: history is asked for by it.
    @Test(arguments: [0, 1, 1_700_000_000_123, 1 << 45 - 1] as [Int64])
    func tellsItsTime(milliseconds: Int64) {
        let time = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        // Half a millisecond more, which is less than a time of that size can be wrong by.
        #expect(JobID(at: time.addingTimeInterval(0.0005), random: .max).time == time)
    }

    @Test func differsByChance() {
        let ids = (0..<1000).map { JobID(at: JobSample.time, random: $0) }
        #expect(Set(ids).count == 1000)
        #expect(Set(ids.map { $0.rawValue.prefix(9) }).count == 1)
    }

    @Test(arguments: [
        (-1e9, UInt64(0), "0000000000000000"), (0, 0, "0000000000000000"), (0.001, 0, "0000000010000000"),
        (0, .max, "000000000zzzzzzz"), (35_184_372_088.831, .max, "zzzzzzzzzzzzzzzz"),
    ])
    func packsTimeAndChance(seconds: Double, random: UInt64, text: String) {
        let id = JobID(at: Date(timeIntervalSince1970: seconds), random: random)
        #expect(id.rawValue == text)
        #expect(abs(id.time.timeIntervalSince1970 - max(0, seconds)) < 0.001)
    }

    @Test func readsBackWhatItWrote() throws {
        #expect(JobID(JobSample.id.rawValue) == JobSample.id)
        #expect(JobSample.id.description == JobSample.id.rawValue)
        let data = try JSONEncoder().encode([JobSample.id])
        #expect(String(decoding: data, as: UTF8.self) == "[\"\(JobSample.id)\"]")
        #expect(try JSONDecoder().decode([JobID].self, from: data) == [JobSample.id])
    }

    /// It becomes part of a file name: nothing else may pass for one.
    @Test(arguments: [
        "", "000000000000000", "00000000000000000", "000000000000000I", "000000000000000l", "00000000000000/0",
        "00000000000000.0", "000000000000000A", "00000000000000\u{E9}", "0000000000000000\n",
    ])
    func refusesWhatIsNone(text: String) throws {
        #expect(JobID(text) == nil)
        let data = try JSONEncoder().encode([text])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([JobID].self, from: data) }
    }
}

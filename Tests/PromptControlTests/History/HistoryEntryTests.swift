import Foundation
import PromptCore
import Testing

@testable import PromptControl

struct HistoryEntryTests {
    /// Catches a member that is renamed, and a fact that gets lost on the way: programs read this.
    @Test func aDeliveredJobIsWrittenAsItIsDocumented() throws {
        let job = try HistoryJobs.published()
        let text = """
            {"cost":{"actual":0.05,"charged":0.05,"charged_images":2,"currency":"USD","estimate":0.06},\
            "folder":"campaign/hat-2","images_asked":2,"images_delivered":1,"job_id":"\(job.id)",\
            "labels":{"customer":"acme","run":3},"model":"bytedance/seedream-4-0/sequential","name":"campaign/hat",\
            "request_id":"request-1","state":"published","time":"2023-11-14T22:14:20.000Z",\
            "times":{"claimed":"2023-11-14T22:13:20.000Z","dropped":"2023-11-14T22:13:20.000Z",\
            "ended":"2023-11-14T22:14:50.000Z","finished":"2023-11-14T22:14:30.000Z",\
            "published":"2023-11-14T22:14:50.000Z","submitted":"2023-11-14T22:14:20.000Z"}}
            """
        let bytes = try ControlJSON.bytes(HistoryEntry(job))
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(try ControlJSON.value(HistoryEntry.self, from: bytes) == HistoryEntry(job))
    }

    /// Catches a prompt that was never sent and is shown as if it had cost something, or without its reason.
    @Test func aRefusedPromptCostsNothing() throws {
        let entry = HistoryEntry(HistoryJobs.invalid())
        #expect(entry.cost.chargedImages == 0 && entry.cost.charged == nil && entry.requestID == nil)
        #expect(entry.error?.code == .unreadablePrompt && entry.error?.mayHaveBeenCharged == false)
        #expect(entry.time == HistoryJobs.start && entry.times.ended == nil && entry.folder == nil)
    }

    /// Catches a detail that does not say which file is missing, or what the request was.
    @Test func theDetailHoldsFilesAndInput() throws {
        let job = try HistoryJobs.published()
        let detail = HistoryDetail(job, prompt: Array("{}".utf8), earlierJobs: 2, source: .daemon)
        #expect(detail.files.map(\.file) == ["hat-1.png"] && detail.files.map(\.folder) == ["campaign/hat-2"])
        #expect(detail.missing == [.init(number: 2, reason: "too large")])
        #expect(detail.text == "Generate 2 images of a Grüner Hut." && detail.prompt == "{}")
        #expect(detail.input?["sequential_image_generation_options"]?.integerValue == 2)
        #expect(detail.earlierJobs == 2 && !detail.warnings.isEmpty)
        #expect(try ControlJSON.value(HistoryDetail.self, from: ControlJSON.bytes(detail)).files == detail.files)
    }
}

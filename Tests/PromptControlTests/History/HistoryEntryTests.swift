import Foundation
import PromptCore
import Testing

@testable import PromptControl

struct HistoryEntryTests {
    /// Catches a member that is renamed, and a fact that gets lost on the way: programs read this.
    @Test func aDeliveredJobIsWrittenAsItIsDocumented() throws {
        var job = try HistoryJobs.published()
        job.brought(JobOrigin(promptID: PromptID(rawValue: "order-4711"), labels: "{}", droppedBy: "anna"))
        let text = """
            {"cost":{"actual":0.05,"charged":0.05,"charged_images":2,"currency":"USD","estimate":0.06},\
            "dropped_by":"anna","folder":"campaign/hat-2","id":"order-4711","images_asked":2,"images_delivered":1,"job_id":"\(job.id)",\
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
        #expect(entry.promptID == nil && entry.droppedBy == nil && entry.labels == nil)
        #expect(entry.time == HistoryJobs.start && entry.times.ended == nil && entry.folder == nil)
    }

    /// Catches a prompt that was refused, so that no request was ever made of it, and cannot be told from others for that.
    @Test func aRefusedPromptKeepsWhatItBrought() throws {
        var job = HistoryJobs.invalid()
        let key = try #require(PromptID(rawValue: "order-4711"))
        job.brought(JobOrigin(promptID: key, labels: #"{"customer":"acme"}"#, droppedBy: "anna"))
        let entry = HistoryEntry(job)
        #expect(entry.promptID == key && entry.droppedBy == "anna")
        #expect(HistoryLabel.texts(entry.labels) == ["customer=acme"])
        #expect(try ControlJSON.value(HistoryEntry.self, from: ControlJSON.bytes(entry)) == entry)
        var query = HistoryQuery()
        query.label = HistoryLabel("customer=acme")
        #expect(query.matches(job))
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

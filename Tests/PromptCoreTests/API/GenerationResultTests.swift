import Foundation
import Testing

@testable import PromptCore

@Suite struct GenerationResultTests {
    private func link(_ number: Int, _ kind: OutputLink.Kind = .image) -> OutputLink {
        OutputLink(kind: kind, url: "https://cdn.example/\(number)")
    }

    @Test func theOutputsAreTheLinksOfItsPlaces() {
        let places: [GenerationResult.Place] = [
            .link(self.link(1)), .missing(.image, reason: "nsfw"), .link(self.link(3)), .link(self.link(4, .other)),
        ]
        let result = GenerationResult(state: .completed, places: places, droppedOutputs: 2)
        #expect(result.outputs == [self.link(1), self.link(3), self.link(4, .other)])
        #expect(result.places[1] == .missing(.image, reason: "nsfw"))
        #expect(GenerationResult(state: .completed, places: [.missing(.video, reason: "nsfw")]).outputs.isEmpty)
    }

    @Test func aResultOfLinksAloneMissesNothing() {
        let result = GenerationResult(state: .completed, outputs: [self.link(1), self.link(2)])
        #expect(result.places == [.link(self.link(1)), .link(self.link(2))])
        #expect(result.droppedOutputs == 0)
    }

    /// These words are on people's disks.
    @Test(arguments: [(OutputLink.Kind.image, "image"), (.video, "video"), (.audio, "audio"), (.other, "other")])
    func theKindsAreStoredByTheseNames(kind: OutputLink.Kind, name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = #"{"kind":"\#(name)","url":"https://cdn.example/1"}"#
        #expect(String(decoding: try encoder.encode(self.link(1, kind)), as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(OutputLink.self, from: Data(text.utf8)) == self.link(1, kind))
    }
}

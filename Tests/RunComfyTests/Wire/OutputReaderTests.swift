import PromptCore
import Testing

@testable import RunComfy

/// What was paid for is found wherever it stands in an output, and what is missing keeps its place.
@Suite struct OutputReaderTests {
    private func read(_ output: String, limit: Int = 1000) throws -> OutputReader {
        let body = try requireValue(WireValue.object(in: Array(#"{"output":\#(output)}"#.utf8)))
        return OutputReader(body["output"] ?? .null, limit: limit)
    }

    /// `image 1` for the link `https://x/1`, `no image: why` for a missing one.
    private func places(_ output: String) throws -> [String] {
        try self.read(output).places.map { place in
            switch place {
            case .link(let link): "\(link.kind) \(link.url.replacing("https://x/", with: ""))"
            case .missing(let kind, let reason): "no \(kind): \(reason)"
            }
        }
    }

    @Test(
        arguments: [
            ("{}", []), ("null", []), (#""text""#, []), ("7", []), (#"{"images":null,"image":""}"#, []),
            (#"{"images":[]}"#, []),
            (#"{"image":"https://x/1"}"#, ["image 1"]),
            (#"{"images":["https://x/1","https://x/2"]}"#, ["image 1", "image 2"]),
            (
                #"{"audios":["https://x/5"],"videos":["https://x/3"],"video":"https://x/2","audio":"https://x/4","image":"https://x/1"}"#,
                ["image 1", "video 2", "video 3", "audio 4", "audio 5"]
            ),
            // The single member is one of the list; the list has the order.
            (#"{"image":"https://x/1","images":["https://x/1","https://x/2"]}"#, ["image 1", "image 2"]),
            (#"{"image":"https://x/2","images":["https://x/1","https://x/2"]}"#, ["image 1", "image 2"]),
            (#"{"audio":"https://x/1","audios":["https://x/1"]}"#, ["audio 1"]),
            (#"{"image":"https://x/0","images":["https://x/1"]}"#, ["image 0", "image 1"]),
            (#"{"images":{"0":"https://x/1","1":{"url":"https://x/2"}}}"#, ["image 1", "image 2"]),
            (#"{"images":{"url":"https://x/1","thumb":"https://x/2"}}"#, ["image 1", "other 2"]),
            (#"{"image":["https://x/1"],"images":"https://x/2"}"#, ["image 1", "image 2"]),
            (
                #"{"images":[{"url":"https://x/1"},{"url":["https://x/2"]},[["https://x/3"]]]}"#,
                ["image 1", "image 2", "image 3"]
            ),
            (
                #"{"images":[{"thumb":"https://x/t","url":"https://x/1"},{"a":{"uri":"https://x/2"}}]}"#,
                ["image 1", "image 2", "other t"]
            ),
            (#"{"images":["https://x/1","https://x/1","https://x/2"]}"#, ["image 1", "image 2"]),
            (#"{"images":[" https://x/1\n"]}"#, ["image 1"]),
            // Where one must not go is judged when it is fetched, and told; the API may have a better link by then.
            (#"{"images":["ftp://x/1",{"url":"file:///x"}]}"#, ["image ftp://x/1", "image file:///x"]),
        ] as [(String, [String])]
    )
    func knownMembersAreReadInEveryFormInTheirOrder(output: String, places: [String]) throws {
        #expect(try self.places(output) == places)
    }

    @Test(
        arguments: [
            (#""https://x/1""#, ["other 1"]), (#"["https://x/1",["https://x/2"]]"#, ["other 1", "other 2"]),
            // In the order of the text, whatever the names.
            (
                #"{"z":"https://x/1","a":{"b":[{"c":"https://x/2"},"https://x/1"]},"images":["https://x/3"],"m":"HTTPS://x/4"}"#,
                ["image 3", "other 1", "other 2", "other HTTPS://x/4"]
            ),
            (
                #"{"z":["ftp://x/1","x/2","see https://x/3","https://","https:// x/4","data:image/png;base64,AA","",7,null,true]}"#,
                []
            ),
            (#"{"z":"https://user:pass@x/1"}"#, []), (#"{"z":"https://x/1 2"}"#, ["other 1 2"]),
            (#"{"mesh":"https://x/1","mesh":"https://x/2"}"#, ["other 1", "other 2"]),
            (
                #"{"images":[{"error":"nsfw","help":"https://x/help"},"https://x/1"]}"#,
                ["no image: nsfw", "image 1", "other help"]
            ),
        ] as [(String, [String])]
    )
    func everyOtherLinkComesBehindThemOnce(output: String, places: [String]) throws {
        #expect(try self.places(output) == places)
    }

    @Test func aLinkIsFoundHoweverDeepItLies() throws {
        let output = String(repeating: #"{"a":["#, count: 240) + #""https://x/1""# + String(repeating: "]}", count: 240)
        #expect(try self.places(output) == ["other 1"])
        #expect(try self.places(#"{"images":[\#(output)]}"#) == ["image 1"])
    }

    @Test(
        arguments: [
            (#"null"#, "the API gave null instead of a link"), (#""""#, "the API gave an empty text instead of a link"),
            (#"{"error":"nsfw"}"#, "nsfw"), (#"{"error":{"code":9,"message":"nsfw"}}"#, "nsfw"),
            (#"{"url":null,"error":"nsfw"}"#, "nsfw"), (#"{"url":"","reason":"nsfw"}"#, "nsfw"),
            (#"{"code":"NSFW"}"#, "NSFW"),
            (#""content was filtered""#, "content was filtered"),
            (#"{"width":7}"#, "the API gave no link in its place"),
            ("{}", "the API gave no link in its place"), ("7", "the API gave no link in its place"),
            ("true", "the API gave no link in its place"),
            (#""see https://x/2""#, "see https://x/2"),
            // Neither the file itself nor an endless signature is for a message.
            (#""data:image/png;base64,AA""#, "the API gave something else than a link"),
            (#""https://x/\#(String(repeating: "s", count: 16_384))""#, "the API gave something else than a link"),
        ]
    )
    func whatIsMissingFromAListKeepsItsPlaceAndItsReason(entry: String, reason: String) throws {
        for (list, kind) in [("images", "image"), ("videos", "video"), ("audios", "audio")] {
            #expect(
                try self.places(#"{"\#(list)":["https://x/1",\#(entry),"https://x/3"]}"#)
                    == ["\(kind) 1", "no \(kind): \(reason)", "\(kind) 3"]
            )
        }
        #expect(try self.places(#"{"images":[\#(entry)]}"#) == ["no image: \(reason)"])
    }

    /// Catches a reason that stands beside the list, or beside the output, and is thrown away.
    @Test(
        arguments: [
            (#"{"images":["https://x/1",null],"errors":[null,"nsfw"]}"#, ["image 1", "no image: nsfw"]),
            (#"{"images":[null,null],"errors":["a","b"]}"#, ["no image: a", "no image: b"]),
            (#"{"images":["https://x/1",{"error":"own"}],"errors":[null,"nsfw"]}"#, ["image 1", "no image: own"]),
            (#"{"images":["https://x/1",null,null],"errors":["a"]}"#, ["image 1", "no image: a", "no image: a"]),
            (#"{"images":["https://x/1",""],"error":{"message":"nsfw"}}"#, ["image 1", "no image: nsfw"]),
        ] as [(String, [String])]
    )
    func whatIsSaidBesideTheListIsTheReason(output: String, places: [String]) throws {
        #expect(try self.places(output) == places)
    }

    @Test func whatTheAnswerComplainsOfIsTheReason() throws {
        let text = #"{"output":{"images":["https://x/1",null]},"error":"one was filtered"}"#
        let body = try requireValue(WireValue.object(in: Array(text.utf8)))
        let result = GenerationResult(state: .completed, body: body)
        #expect(result.places.last == .missing(.image, reason: "one was filtered"))
    }

    @Test(
        arguments: [
            (#"{"image":{"error":"nsfw"}}"#, ["no image: nsfw"]), (#"{"images":{"error":"nsfw"}}"#, ["no image: nsfw"]),
            (#"{"image":{"error":"nsfw"},"images":["https://x/1"]}"#, ["image 1"]),
            (
                #"{"image":"https://x/1","images":[null]}"#,
                ["image 1", "no image: the API gave null instead of a link"]
            ),
            (#"{"image":null,"video":"","audio":{}}"#, []), (#"{"note":{"error":"nsfw"}}"#, []),
        ] as [(String, [String])]
    )
    func aSingleMemberIsMissingOnlyIfItSaysSoAndHasNoList(output: String, places: [String]) throws {
        #expect(try self.places(output) == places)
    }

    /// Nobody has asked for so many, and each costs a file, room on the disk and a line in the journal.
    @Test func placesAreBoundedAndWhatIsDroppedIsCounted() throws {
        let links = (1...1200).map { #""https://x/\#($0)""# }.joined(separator: ",")
        let whole = try self.read(#"{"images":[\#(links)],"other":[\#(links),"https://x/last"]}"#)
        #expect(whole.places.count == 1000)
        #expect(whole.dropped == 201)
        #expect(whole.places.last == .link(OutputLink(kind: .image, url: "https://x/1000")))

        let gaps = try self.read(#"{"videos":["https://x/1",null,"",null]}"#, limit: 2)
        #expect(gaps.places.count == 2)
        #expect(gaps.dropped == 2)

        let body = try requireValue(WireValue.object(in: Array(#"{"output":{"images":[\#(links)]}}"#.utf8)))
        let result = GenerationResult(state: .completed, body: body, placeLimit: 7)
        #expect(result.outputs.count == 7)
        #expect(result.droppedOutputs == 1193)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["null", #""""#, "[]", #"{"a":1}"#, #""https://x/1""#, #"{"error":"x"}"#]
    )
    func theTimeGrowsWithTheLengthAlone(entry: String) throws {
        let count = 100_000 / (entry.utf8.count + 1)
        let list = [String](repeating: entry, count: count).joined(separator: ",")
        #expect(try self.read(#"{"images":[\#(list)]}"#).places.count <= 1000)
    }
}

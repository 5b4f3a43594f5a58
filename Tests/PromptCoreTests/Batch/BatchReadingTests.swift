import PromptCore
import Testing

/// Files with many prompts, as people and their spreadsheets write them.
@Suite struct BatchReadingTests {
    private static let reading = BatchReading(limit: 100)

    private static func rows(_ text: String, _ format: BatchFormat) throws -> [BatchRow] {
        try Self.reading.rows(of: Array(text.utf8), format)
    }

    /// The members of each row as compact JSON, or `!` and what is wrong.
    private static func shown(_ text: String, _ format: BatchFormat) throws -> [String] {
        try Self.rows(text, format).map { row in
            switch row.content {
            case .success(let members): String(decoding: JSONValue.object(members).serialized(), as: UTF8.self)
            case .failure(let rejection): "!\(rejection.code.rawValue)"
            }
        }
    }

    /// Catches a batch that is not known by its name, or a name that loses more than its suffix.
    @Test func namesAreSplit() {
        let names = [
            "a.prompts.csv": "a csv", "A.Prompts.CSV": "A csv", "b.prompts.jsonl": "b ndjson",
            "c.d.prompts.txt": "c.d txt",
            "e.prompts.ndjson": "e ndjson", "f.prompt.csv": "-", ".prompts.csv": "-", "prompts.csv": "-",
        ]
        for (name, expected) in names {
            let split = FileName(name).flatMap { BatchFormat.split($0) }
            #expect((split.map { "\($0.stem) \($0.format.rawValue)" } ?? "-") == expected, "\(name)")
        }
    }

    /// Catches lines that are lost or made of nothing, and line ends of other systems.
    @Test func aTextALine() throws {
        let text = "\u{FEFF}a cat\r\n\r\n  a dog  \r# not a prompt\n\t\na \"bird\""
        let rows = try Self.rows(text, .lines)
        #expect(rows.map(\.line) == [1, 3, 6])
        #expect(rows.map(\.number) == [1, 2, 3])
        #expect(
            try Self.shown(text, .lines) == [#"{"text":"a cat"}"#, #"{"text":"a dog"}"#, #"{"text":"a \"bird\""}"#]
        )
    }

    /// Catches a bad line that spoils the others, and one whose number is not that of the file.
    @Test func anObjectALine() throws {
        let text = """
            {"text": "a cat", "promptd": {"name": "tom", "priority": 1}}

            {"text": "a dog",}
            7
            {"promptd": {"name": 3}}
            {"promptd": {"name": "only"}, "text": "x"}
            """
        #expect(
            try Self.shown(text, .objects) == [
                #"{"text":"a cat","promptd":{"priority":1}}"#, "!invalid_json", "!not_an_object", "!wrong_type",
                #"{"text":"x"}"#,
            ]
        )
        let rows = try Self.rows(text, .objects)
        #expect(rows.map(\.line) == [1, 3, 4, 5, 6])
        #expect(rows.map(\.name) == ["tom", nil, nil, nil, "only"])
    }

    /// Catches a list in brackets, which programs write, being taken for one bad line.
    @Test func aListOfObjects() throws {
        #expect(try Self.shown("\n[{\"text\": \"a\"},\n 7]", .objects) == [#"{"text":"a"}"#, "!not_an_object"])
    }

    /// Catches quoted cells, line ends in cells, doubled quotes, empty cells and rows, and types that are guessed wrong.
    @Test func aTable() throws {
        let text = #"""
            text,seed,name,promptd.labels.artist,promptd.labels.no,promptd.priority,flag,text_2
            "a cat, sitting
            on a ""mat""",7,tom,Ann,5,3,TRUE,
            ,,,,,,,
            1984,,,,,,false,null
            a dog,seven,,,,,,[1]
            """#
        let options = #"{"labels":{"artist":"Ann","no":"5"},"priority":3}"#
        #expect(
            try Self.shown(text, .table) == [
                #"{"text":"a cat, sitting\non a \"mat\"","seed":7,"promptd":\#(options),"flag":true}"#,
                #"{"text":"1984","flag":false,"text_2":"null"}"#,
                #"{"text":"a dog","seed":"seven","text_2":[1]}"#,
            ]
        )
        let rows = try Self.rows(text, .table)
        #expect(rows.map(\.line) == [2, 5, 6])
        #expect(rows.map(\.name) == ["tom", nil, nil])
    }

    /// Catches a spreadsheet's separators in countries that write commas in numbers.
    @Test(arguments: [
        "text;seed\na, b;1", "text\tseed\na, b\t1", "sep=;\r\ntext;seed\r\na, b;1", "sep=|\ntext|seed\na, b|1",
    ])
    func separators(_ text: String) throws {
        #expect(try Self.shown(text, .table) == [#"{"text":"a, b","seed":1}"#])
    }

    /// Catches bad rows that stop good ones.
    @Test func badRowsAreRows() throws {
        #expect(
            try Self.shown("text,seed\na,1,stray\nb,2\n\"c,3\nd,4", .table) == [
                "!unknown_member", #"{"text":"b","seed":2}"#, "!invalid_json",
            ]
        )
    }

    /// Catches files of which nothing can be told being taken for prompts.
    @Test func badFiles() throws {
        let bad: [(String, BatchFormat, Rejection.Code)] = [
            ("", .lines, .missingMember), ("# only\n", .lines, .missingMember), ("text,seed\n", .table, .missingMember),
            ("text,text\na,b", .table, .duplicateMember), ("\"text,seed\na,b", .table, .invalidJSON),
            ("a\n\u{0}\u{0}", .lines, .unfinishedJSON), ("[{]", .objects, .invalidJSON),
            ("[]", .objects, .missingMember),
        ]
        for (text, format, code) in bad {
            let rejection = #expect(throws: Rejection.self) { try Self.rows(text, format) }
            #expect(rejection?.code == code, "\(text.debugDescription)")
        }
        let sixteen = #expect(throws: Rejection.self) { try Self.reading.rows(of: [0xFF, 0xFE, 0x61, 0], .lines) }
        #expect(sixteen?.hint.contains("UTF-8") == true)
        #expect(throws: Rejection.self) { try Self.reading.rows(of: [0x61, 0xE9, 0x0A], .lines) }
    }

    /// Catches a file that becomes more prompts than anybody has allowed.
    @Test(arguments: [BatchFormat.objects, .table, .lines]) func theLimitHolds(_ format: BatchFormat) throws {
        let header = format == .table ? "prompt\n" : ""
        let line = format == .objects ? "{}" : "a"
        let reading = BatchReading(limit: 3)
        let three = Array((header + Array(repeating: line, count: 3).joined(separator: "\n")).utf8)
        #expect(try reading.rows(of: three, format).count == 3)
        let rejection = #expect(throws: Rejection.self) {
            try reading.rows(of: three + Array("\n\(line)".utf8), format)
        }
        #expect(rejection?.code == .outOfRange)
    }
}

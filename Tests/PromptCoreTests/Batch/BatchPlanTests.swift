import Testing

@testable import PromptCore

/// What a file with many prompts comes to.
struct BatchPlanTests {
    private static func plan(_ text: String, _ format: BatchFormat, limit: Int = 100) throws -> BatchPlan {
        try BatchPlan(Array(text.utf8), format, BatchReading(limit: limit))
    }

    private static func retry(_ plan: BatchPlan, _ numbers: [Int]) -> (text: String, format: BatchFormat) {
        let (bytes, format) = plan.retry(numbers.map { plan.children[$0] })
        return (String(decoding: bytes, as: UTF8.self), format)
    }

    /// Catches rows that are lost, named alike or given another's content, and a bad one that stops the others.
    @Test func aTableBecomesAPromptARow() throws {
        let plan = try Self.plan("name,text,seed\nred,a car,1\n,\"a \"\"boat\"\", old\",2\nbad,\"x", .table)
        #expect(plan.children.map { "\($0.stem)" } == ["001-red", "002", "003"])
        #expect(plan.children.map(\.row.line) == [2, 3, 4])
        let second = try JSONValue.parse(try plan.children[1].content.get())
        #expect(second["text"]?.stringValue == "a \"boat\", old" && second["seed"]?.integerValue == 2)
        guard case .failure(let rejection) = plan.children[2].content else {
            Issue.record("a cell that is not closed is no prompt")
            return
        }
        #expect(rejection.code == .invalidJSON)
    }

    /// Catches a file to be mended that holds other rows, or is read as others than were written.
    @Test func whatIsToBeMendedComesAgainAsItWas() throws {
        let text = "name;text;seed\nred;a car;1\nblue;\"a; boat\";x\n"
        let plan = try Self.plan(text, .table)
        let (again, format) = Self.retry(plan, [1])
        #expect(format == .table && again == "name;text;seed\nblue;\"a; boat\";x\n")
        let anew = try Self.plan(again, .table)
        #expect(try anew.children[0].content.get() == plan.children[1].content.get())
        let lines = try Self.plan("# cars\na car\n\na boat\n", .lines)
        #expect(Self.retry(lines, [1]) == ("a boat\n", .lines))
        let objects = try Self.plan("{\"text\": \"a\"}\n{\"text\": }\n", .objects)
        #expect(Self.retry(objects, [1]) == ("{\"text\": }\n", .objects))
    }

    /// Catches a row whose key is lost because it stands for many: dropped again it would be paid for again.
    @Test func aKeyIsOfOnePrompt() throws {
        let rows = [
            #"{"text": "a", "promptd": {"id": "k", "takes": 2}}"#, #"{"text": "b", "promptd": {"id": "l"}}"#,
        ]
        let plan = try Self.plan(rows.joined(separator: "\n"), .objects)
        guard plan.children.count == 2, case .failure(let rejection) = plan.children[0].content else {
            Issue.record("\(plan)")
            return
        }
        #expect(rejection.problems.map(\.member) == ["promptd.id"] && rejection.code == .invalidValue)
        let second = try JSONValue.parse(try plan.children[1].content.get())
        #expect(second["promptd"]?["id"]?.stringValue == "l")
        // That of a whole file is its job's.
        #expect(try Self.plan(rows[0], .expansion).children.count == 2)
    }

    /// Catches a row that stands for many and is made whole again, those of it among them that were delivered.
    @Test func oneOfManyIsMendedAlone() throws {
        let row = #"{"text": "a {{c}} car", "promptd": {"each": {"c": ["red", "blue"]}, "name": "x"}}"#
        let plan = try Self.plan(row, .objects)
        #expect(plan.children.map { "\($0.stem)" } == ["001-x-red", "002-x-blue"])
        #expect(Self.retry(plan, [1]) == ("{\"text\":\"a blue car\"}\n", .objects))
        let alone = try Self.plan(#"{"text": "a car", "promptd": {"takes": 3, "id": "k"}}"#, .expansion)
        #expect(alone.children.count == 3)
        for child in alone.children {
            // The key is the whole file's.
            #expect(try JSONValue.parse(try child.content.get()) == .object([.init("text", .string("a car"))]))
        }
        #expect(Self.retry(alone, [0]).format == .objects)
    }

    /// Catches a file that becomes more prompts than the configuration allows, and one that says nothing of that.
    @Test func moreThanAllowedIsRefusedWhole() throws {
        #expect(throws: Rejection.self) { try Self.plan("a\nb\nc\n", .lines, limit: 2) }
        let row = #"{"text": "a", "promptd": {"takes": 2}}"#
        #expect(throws: Rejection.self) { try Self.plan("\(row)\n\(row)\n", .objects, limit: 3) }
        #expect(throws: Rejection.self) { try Self.plan(#"{"text": "a", "promptd": {"takes": 0}}"#, .expansion) }
    }

    /// Catches a plan that depends on anything but the bytes: it is made again at each start.
    @Test(arguments: [BatchFormat.table, .lines, .objects])
    func theSameBytesGiveTheSamePlan(format: BatchFormat) throws {
        let text = "text\n\(String(repeating: "a boat\n", count: 20))"
        let (first, second) = (try Self.plan(text, format), try Self.plan(text, format, limit: .max))
        #expect(first.children.map(\.stem) == second.children.map(\.stem))
    }
}

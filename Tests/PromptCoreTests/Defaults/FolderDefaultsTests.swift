import PromptCore
import Testing

/// What a folder says for the prompts in it.
@Suite struct FolderDefaultsTests {
    private static func defaults(_ texts: String...) throws -> FolderDefaults {
        // The nearest folder comes first.
        let all = try texts.map { try FolderDefaults(decoding: Array($0.utf8)) }
        return all.dropFirst().reduce(all[0]) { $0.inheriting(from: $1) }
    }

    private static func input(
        _ prompt: String,
        _ defaults: FolderDefaults,
        models: [ModelPattern]? = [.any]
    ) throws -> String {
        let rules = PromptRules(models: models)
        let prompt = try Prompt.decode(Array(prompt.utf8), rules: rules, defaults: defaults)
        let labels = prompt.labels.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? "-"
        return "\(prompt.model) \(String(decoding: prompt.requestBody(), as: UTF8.self)) \(labels)"
    }

    /// Catches a default that wins over the prompt, or is lost.
    @Test func thePromptWins() throws {
        let defaults = try Self.defaults(
            #"{"model": "a/b", "inputs": {"size": 1, "steps": 2}, "labels": {"team": "x", "job": 1}}"#
        )
        #expect(
            try Self.input(#"{"prompt": "cat", "steps": 9, "promptd": {"labels": {"job": 2}}}"#, defaults)
                == #"a/b {"prompt":"cat","steps":9,"size":1} {"job":2,"team":"x"}"#
        )
        #expect(
            try Self.input(#"{"prompt": "cat", "promptd": {"model": "c/d"}}"#, defaults)
                == #"c/d {"prompt":"cat"} {"team":"x","job":1}"#
        )
        #expect(
            try Self.input(#"{"prompt": "cat", "promptd": {"model": "a/b"}}"#, defaults).hasPrefix(
                "a/b {\"prompt\":\"cat\",\"size\""
            )
        )
    }

    /// Catches a folder above that wins over the nearer one, and inputs that are carried to another model.
    @Test func theNearestWins() throws {
        let outer = #"{"model": "a/b", "inputs": {"size": 1, "steps": 2}, "labels": {"team": "x"}}"#
        let same = try Self.defaults(#"{"inputs": {"size": 5}, "labels": {"team": "y"}}"#, outer)
        #expect(try Self.input("{}", same) == #"a/b {"size":5,"steps":2} {"team":"y"}"#)
        let other = try Self.defaults(#"{"model": "c/d", "inputs": {"size": 5}}"#, outer)
        #expect(try Self.input("{}", other) == #"c/d {"size":5} {"team":"x"}"#)
        #expect(try FolderDefaults(decoding: other.serialized()) == other)
    }

    /// Catches a folder that lifts what the administrator has set.
    @Test func whatMayBeBoughtIsNotTheFolders() throws {
        let defaults = try Self.defaults(#"{"model": "dear/model"}"#)
        let rejection = #expect(throws: Rejection.self) { try Self.input("{}", defaults, models: nil) }
        #expect(rejection?.code == .modelNotAllowed)
        let many = try Self.defaults(#"{"inputs": {"sequential_image_generation_options": 15}}"#)
        let rules = PromptRules(maxImages: 4)
        let refused = #expect(throws: Rejection.self) {
            try Prompt.decode(Array(#"{"text": "cats"}"#.utf8), rules: rules, defaults: many)
        }
        #expect(refused?.code == .tooManyImages)
    }

    /// Catches templates that lose the prompt's words, or send them twice.
    @Test func templatesAreFilledIn() throws {
        let defaults = try Self.defaults(
            """
            {"model": "a/b", "template": "poster", "inputs": {"style": "flat"},
             "templates": {"poster": {"text": "A poster of {{text}}, {{style}}", "n": 1},
                           "pair": {"text": "{{left}} and {{right}}"}}}
            """
        )
        #expect(
            try Self.input(#"{"text": "a cat", "n": 3}"#, defaults)
                == #"a/b {"n":3,"text":"A poster of a cat, flat","style":"flat"} -"#
        )
        #expect(
            try Self.input(#"{"left": "A", "right": "B", "promptd": {"template": "pair"}}"#, defaults)
                == #"a/b {"text":"A and B","style":"flat"} -"#
        )
        let missing = #expect(throws: Rejection.self) { try Self.input(#"{"n": 1}"#, defaults) }
        #expect(missing?.message.contains("text is missing, which the template \"poster\" needs") == true)
        let misspelt = #expect(throws: Rejection.self) {
            try Self.input(#"{"text": "a", "promptd": {"template": "psoter"}}"#, defaults)
        }
        #expect(misspelt?.hint.contains("did you mean \"poster\"?") == true)
        // Another model's prompt is not put into this one's template.
        #expect(
            try Self.input(#"{"text": "a", "promptd": {"model": "c/d"}}"#, defaults) == #"c/d {"text":"a"} -"#
        )
    }

    /// Catches a slip in the name of a member that the folder has too, and that is called superfluous for that.
    @Test func aSlipIsMeantForWhatTheFolderSays() throws {
        let own = try Self.defaults(#"{"inputs": {"image_size": "1:1"}}"#)
        let slip = #expect(throws: Rejection.self) { try Self.input(#"{"text": "a", "imge_size": "3:4"}"#, own) }
        #expect(slip?.problems.count == 1 && slip?.hint.hasPrefix("did you mean image_size?") == true)
        let twice = #expect(throws: Rejection.self) {
            try Self.input(#"{"text": "a", "imge_size": "3:4", "image_sise": "1:1"}"#, own)
        }
        #expect(twice?.hint.contains("remove it: image_size is there already") == true)
        let schema = #"{"properties": {"prompt": {"type": "string"}, "steps": {"type": "integer"}}}"#
        let model = ModelDescription(
            id: try #require(ModelID("a/b")),
            inputSchema: try JSONValue.parse(Array(schema.utf8))
        )
        let rules = PromptRules(models: [.any], catalog: ModelCatalog([model]))
        let other = try Self.defaults(#"{"model": "a/b", "inputs": {"steps": 2}}"#)
        let foreign = #expect(throws: Rejection.self) {
            try Prompt.decode(Array(#"{"prompt": "a", "setps": 3}"#.utf8), rules: rules, defaults: other)
        }
        #expect(foreign?.hint.hasPrefix("did you mean steps?") == true, "\(foreign?.hint ?? "")")
        let template = try Self.defaults(#"{"template": "t", "templates": {"t": {"text": "A {{text}}"}}}"#)
        for written in [#"{"txet": "a"}"#, #"{"prompt": "a"}"#] {
            let missing = #expect(throws: Rejection.self) { try Self.input(written, template) }
            #expect(missing?.hint.contains("meant to be it?") == true, "\(missing?.hint ?? "")")
        }
    }

    /// Catches a template that is asked for where there are none, and would be left out in silence.
    @Test func aTemplateThatIsNotThere() throws {
        let bytes = Array(#"{"text": "a", "promptd": {"template": "x"}}"#.utf8)
        let rejection = #expect(throws: Rejection.self) { try Prompt.decode(bytes, rules: PromptRules()) }
        #expect(rejection?.problems.first?.member == "promptd.template")
    }

    /// Catches a broken file that is taken for one that says nothing.
    @Test(arguments: [
        "", "[]", #"{"each_file": "yes"}"#, #"{"modle": "a/b"}"#, #"{"model": 7}"#, #"{"model": "a//b"}"#,
        #"{"inputs": []}"#,
        #"{"inputs": {"promptd": {}}}"#, #"{"labels": 7}"#, #"{"template": 7}"#, #"{"templates": {"a": "b"}}"#,
        #"{"model": "a/b", "model": "c/d"}"#,
    ])
    func brokenFilesAreRefused(_ text: String) {
        #expect(throws: Rejection.self) { try FolderDefaults(decoding: Array(text.utf8)) }
    }

    /// Catches an id or labels of the prompt that are lost beside those of its folder, or told otherwise than sent.
    @Test func theOriginHasBoth() throws {
        let defaults = try Self.defaults(#"{"labels": {"team": "x"}}"#)
        let prompt = Array(#"{"text": "a", "promptd": {"id": "k", "labels": {"n": 1}}}"#.utf8)
        let origin = JobOrigin(reading: prompt, defaults: defaults)
        #expect(origin.promptID?.rawValue == "k")
        #expect(origin.labels == #"{"n":1,"team":"x"}"#)
        #expect(try origin.folderDefaults() == defaults)
        #expect(JobOrigin(reading: Array("no JSON".utf8), defaults: defaults).labels == #"{"team":"x"}"#)
        #expect(JobOrigin(reading: Array(#"{"promptd": {"labels": 7}}"#.utf8)).labels == nil)
    }
}

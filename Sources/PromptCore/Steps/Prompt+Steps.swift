extension Prompt {
    /// Reads the steps that the prompt's result goes on to, and reports what is wrong with them before the first is paid.
    static func steps(_ steps: [JSONValue], _ reader: inout MemberReader, _ rules: PromptRules) -> [Prompt] {
        var prompts: [Prompt] = []
        for (index, step) in steps.enumerated() {
            let place = "\(PromptMember.daemon.rawValue).\(PromptOptionMember.then.rawValue)[\(index)]"
            guard let plan = StepPlan(step) else {
                let form = #"write it as {"model": "…", "image": "$result[1]"}"#
                reader.report(
                    .init(
                        .wrongType,
                        place,
                        message: "\(place) must be an object, but is \(Rejection.shown(step))",
                        hint: form
                    )
                )
                continue
            }
            do throws(Rejection) {
                let prompt = try Self.read(plan.filled(count: 1) { "result.\($0).png" }, rules: rules)
                if let problem = Self.problem(plan, prompt, place) { reader.report(problem) }
                prompts.append(prompt)
            } catch {
                for problem in error.problems {
                    reader.report(
                        .init(
                            problem.code,
                            "\(place).\(problem.member)",
                            message: "\(place): \(problem.message)",
                            hint: problem.hint
                        )
                    )
                }
            }
        }
        return prompts
    }

    private static func problem(_ plan: StepPlan, _ prompt: Prompt, _ place: String) -> Rejection.Problem? {
        if plan.members.contains(where: Self.isNested) {
            return .init(
                .invalidValue,
                place,
                message: "\(place) stands for many prompts, or goes on itself",
                hint: "write the next step as the next element of the list; what stands for many is a file of its own"
            )
        }
        guard !plan.results.isEmpty else {
            return .init(
                .missingMember,
                place,
                message: "\(place) does not use the result of the step before",
                hint: #"give one of its files "$result[1]", or drop it as a prompt of its own"#
            )
        }
        guard prompt.hasLocalFiles else {
            return .init(
                .invalidValue,
                place,
                message: "\(place) gives a result to \(prompt.model), which takes no file there that promptd knows of",
                hint: "look with promptd models show \(prompt.model) which of its inputs are files"
            )
        }
        return nil
    }

    private static func isNested(_ member: JSONValue.Member) -> Bool {
        guard member.name == PromptMember.daemon.rawValue, case .object(let options) = member.value else {
            return false
        }
        return options.contains {
            PromptExpansion.Member(rawValue: $0.name) != nil || $0.name == PromptOptionMember.then.rawValue
        }
    }
}

import Foundation
import PromptCore

/// What was found, in lines for people.
enum CheckLines {
    /// A file, what is wrong in it, and what it comes to.
    static func lines(_ file: CheckedFile, _ sum: CheckSum) -> [String] {
        let name = SingleLine.text(file.name)
        var lines: [String] = []
        if file.isOfMany, file.problems.isEmpty {
            lines.append("\(name): \(Self.head(file, sum))")
        } else if let prompt = file.good.first {
            lines.append("\(name): ok, \(Self.count(prompt, sum)), \(sum.priceText)")
        }
        for problem in file.problems { lines += Self.lines(problem, name) }
        lines += Self.problems(file, name)
        guard !file.good.isEmpty else { return lines }
        lines += Self.notes(file)
        if !file.isOfMany { for input in file.good[0].files { lines.append("  \(Self.files(input))") } }
        if !file.isOfMany { for step in file.good[0].steps { lines.append("  then \(Self.step(step, sum))") } }
        let first = file.isOfMany ? " (the first of \(sum.prompts))" : ""
        return lines + ["POST /v1/models/\(file.good[0].model)\(first)"]
    }

    /// What all files come to.
    static func sum(_ files: [CheckedFile], _ sum: CheckSum) -> String {
        let (count, wrong) = (files.reduce(0) { $0 + $1.count }, files.reduce(0) { $0 + $1.wrong })
        let others = wrong == 0 ? "" : ", \(wrong) of them wrong; the others"
        guard wrong < count else { return "all files: \(Self.prompts(count)), all of them wrong" }
        return "all files: \(Self.prompts(count))\(others): \(sum.outputsText), \(sum.priceText)"
    }

    static func prompts(_ count: Int) -> String { "\(count) prompt\(count == 1 ? "" : "s")" }

    private static func head(_ file: CheckedFile, _ sum: CheckSum) -> String {
        guard file.wrong > 0 else {
            return "ok, \(Self.prompts(file.count)), \(sum.outputsText), \(sum.priceText)"
        }
        guard file.wrong < file.count else { return "\(Self.prompts(file.count)), all of them wrong" }
        let wrong = "\(Self.prompts(file.count)), \(file.wrong) of them wrong"
        return "\(wrong); the others: \(sum.outputsText), \(sum.priceText)"
    }

    // MARK: - Problems

    private static func lines(_ problem: CheckedProblem, _ head: String, _ place: CheckedPrompt.Place = .init())
        -> [String]
    {
        var line = problem.line
        // Said already: the row is a line of its own, or knows where it stands.
        if let number = place.line {
            let said = ["line \(number): ", "line 1, "].first { line.hasPrefix($0) } ?? ""
            line.removeFirst(said.count)
        }
        return ["\(head): \(line)"] + (problem.hint.isEmpty ? [] : ["  \(problem.hint)"])
    }

    /// What is wrong with the prompts; what is wrong with many of them in the same way, once.
    private static func problems(_ file: CheckedFile, _ name: String) -> [String] {
        var lines: [String] = []
        for (_, all) in Self.grouped(file.prompts, \.problems, by: \.line) {
            let place = file.isOfMany ? ": \(all[0].place.text)" : ""
            lines += Self.lines(all[0].thing, name + place, all[0].place)
            if all.count > 1 { lines.append("  and so with \(Self.others(all.map(\.place)))") }
        }
        if !file.isOfMany, let suggestion = file.prompts.first?.suggestion {
            lines.append("  this would work as the whole file: \(suggestion)")
        }
        return lines
    }

    private static func notes(_ file: CheckedFile) -> [String] {
        let ofPrompts = Self.grouped(file.prompts, { $0.isGood ? $0.notes : [] }, by: \.self).map { note, all in
            guard file.isOfMany else { return note }
            return "\(note) (\(all.count == 1 ? all[0].place.text : Self.prompts(all.count)))"
        }
        return (file.notes + ofPrompts).map { "  note: \($0)" }
    }

    /// The same things together, in the order they come first, with the places of each.
    private static func grouped<Thing>(
        _ prompts: [CheckedPrompt],
        _ things: (CheckedPrompt) -> [Thing],
        by name: (Thing) -> String
    ) -> [(name: String, all: [(thing: Thing, place: CheckedPrompt.Place)])] {
        var order: [String] = []
        var all: [String: [(thing: Thing, place: CheckedPrompt.Place)]] = [:]
        for prompt in prompts {
            for thing in things(prompt) {
                let name = name(thing)
                if all[name] == nil { order.append(name) }
                all[name, default: []].append((thing, prompt.place))
            }
        }
        return order.map { ($0, all[$0] ?? []) }
    }

    /// `rows 3, 4 and 9`: all but the first; no more than a person reads.
    private static func others(_ places: [CheckedPrompt.Place]) -> String {
        let first = places[0]
        // Those of the same row are told by their numbers, where there is nothing else.
        let isOfOneRow = places.allSatisfy { $0.row == first.row }
        var numbers: [Int] = []
        for place in places.dropFirst() {
            guard let number = isOfOneRow ? place.number : place.row, numbers.last != number else { continue }
            if isOfOneRow || number != first.row { numbers.append(number) }
        }
        let thing = isOfOneRow ? "prompt" : "row"
        guard numbers.count > 1 else { return numbers.first.map { "\(thing) \($0)" } ?? "others of that row" }
        let most = 20
        let shown = numbers.prefix(most).map(String.init).joined(separator: ", ")
        let rest = numbers.count > most ? " and \(numbers.count - most) more" : ""
        return "\(thing)s \(shown)\(rest)"
    }

    // MARK: - One prompt

    /// What is billed: `4 images, 2560x1440`, `1 output of 5 seconds`.
    private static func count(_ prompt: Prompt, _ sum: CheckSum) -> String {
        let size = prompt.imageSize.map { ", \($0.width)x\($0.height)" } ?? ""
        let length = prompt.seconds.map { " of \($0.formatted(.number.grouping(.never))) seconds" } ?? ""
        return sum.outputsText + length + size
    }

    /// One of the steps that the result goes on to: `1 output of x/y, from 0.03 USD`.
    private static func step(_ step: Prompt, _ sum: CheckSum) -> String {
        let outputs = "\(step.imageCount) output\(step.imageCount == 1 ? "" : "s") of \(step.model)"
        return sum.cost(step).map { "\(outputs), from \($0) USD" } ?? outputs
    }

    /// The files of one member, as the prompt names them.
    private static func files(_ input: FileInput) -> String {
        let names = input.values.map { value in
            switch value {
            case .address(let text), .path(let text): SingleLine.excerpt(text)
            case .beside: "the \(input.kind.rawValue) beside the prompt that has its name"
            }
        }
        return "\(SingleLine.excerpt(input.member)): \(names.joined(separator: ", "))"
    }
}

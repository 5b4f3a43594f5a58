package import PromptCore
package import PromptFiles

/// What the daemon would say of a prompt's files if it took them at this moment: nothing is waited for, and nothing copied.
package enum FilesAtHand {
    /// What is wrong with the files of a member.
    package struct Problem: Error, Equatable, Sendable {
        package var code: Failure.Code
        package var member: String
        /// What is wrong, and what to do about it.
        package var message: String
        package var hint: String

        package init(_ code: Failure.Code, _ member: String, message: String, hint: String) {
            (self.code, self.member) = (code, member)
            (self.message, self.hint) = (message, hint)
        }
    }

    /// Looks at all files that lie in the inbox; it blocks.
    ///
    /// `isUploadable` if there is an uploader, for what is too large to be sent along.
    ///
    /// - Returns: everything that is wrong with them.
    /// - Throws: `FileError` if that cannot be found out.
    package static func problems(
        _ inputs: [FileInput],
        of prompt: PromptPath,
        in folder: InboxFolder,
        isUploadable: Bool = false
    ) throws -> [Problem] {
        var problems: [Problem] = []
        var files: [FilesNeeded.One] = []
        for input in inputs {
            var isWhole = true
            for value in input.values {
                var one = input
                one.values = [value]
                do {
                    files += try Self.files([one], of: prompt, in: folder)
                } catch let problem as Problem {
                    problems.append(problem)
                    isWhole = false
                }
            }
            guard isWhole else { continue }
            // How many there are in all.
            do { _ = try Self.files([input], of: prompt, in: folder) } catch let problem as Problem {
                problems.append(problem)
            }
        }
        for one in files {
            guard let problem = try Self.problem(of: one, in: folder, isUploadable) else { continue }
            problems.append(problem)
        }
        let total = files.reduce(0) { $0 + RequestBody.base64Count($1.found.status.size) }
        if !isUploadable, let first = files.first, let problem = FileLimits.problem(total: total) {
            problems.append(Self.told(problem, first.input.member))
        }
        return problems
    }

    private static func files(
        _ inputs: [FileInput],
        of prompt: PromptPath,
        in folder: InboxFolder
    ) throws -> [FilesNeeded.One] {
        let member = inputs.first?.member ?? ""
        do {
            let needed = try FilesNeeded(inputs, of: prompt, in: folder)
            if let (what, member) = needed.missing { throw Self.told(.missing(what), member) }
            return needed.files
        } catch let problem as FileProblem {
            throw Self.told(problem.problem, problem.member)
        } catch let failure as FileError where failure.isOfOneItem {
            throw Self.told(FileProblem.closed(failure, member).problem, member)
        }
    }

    private static func problem(
        of one: FilesNeeded.One,
        in folder: InboxFolder,
        _ isUploadable: Bool
    ) throws(FileError) -> Problem? {
        let (path, member) = (one.found.path, one.input.member)
        let size = one.found.status.size
        if let problem = FileLimits.problem(size: size, one.input.kind, path, isUploadable: isUploadable) {
            return Self.told(problem, member)
        }
        guard size > 0 else {
            let message = "\(path) is empty, which is what a file looks like that is still being written"
            return Problem(.fileMissing, member, message: message, hint: "put it there as a whole")
        }
        let facts: InputCopy.Facts?
        do {
            facts = try Self.facts(of: one.found, in: folder)
        } catch {
            guard error.isOfOneItem else { throw error }
            return Self.told(FileProblem.closed(error, member).problem, member)
        }
        guard let facts else {
            let message = "\(path) is still being written"
            return Problem(.fileMissing, member, message: message, hint: "look again in a moment")
        }
        return FileLimits.problem(facts, one.input, path, isUploadable: isUploadable).map { Self.told($0, member) }
    }

    /// - Returns: `nil` if it is not there as it was any more.
    private static func facts(
        of found: FoundInput,
        in folder: InboxFolder
    ) throws(FileError) -> InputCopy.Facts? {
        let source = try folder.open(found)
        return try source?.facts()
    }

    private static func told(_ problem: InputProblem, _ member: String) -> Problem {
        switch problem {
        case .missing(let what):
            Problem(
                .fileMissing,
                member,
                message: "\(what) is not there",
                hint: "put it there, or mend the path in the prompt"
            )
        case .unusable(let why, let hint):
            Problem(.fileUnusable, member, message: why, hint: hint)
        }
    }
}

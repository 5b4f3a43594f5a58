import PromptCore

/// A folder below the outbox in which the results of a prompt's folder lie.
struct ResultParent {
    /// Its names from the outbox down, as they are on disk.
    var names: [String]
    /// The folders from the outbox down to itself, which is the last.
    var way: [OpenDirectory]

    var folder: OpenDirectory { self.way[self.way.count - 1] }

    func entering(_ name: String, _ folder: OpenDirectory) -> ResultParent {
        ResultParent(names: self.names + [name], way: self.way + [folder])
    }
}

/// Which folders those are: mostly the one of the prompt's own folder's name. A folder that is a result is no parent, and
/// neither is one whose name differs only in case or Unicode form: then it has a number, as results have.
extension ResultPlace {
    /// Those that are there, the usual one first.
    ///
    /// Which of them is used for a new result may change as results come and go, and numbers may be free between them, or
    /// taken by names that only differ in case: what is looked for may lie in any.
    func parents() throws(FileError) -> [ResultParent] {
        var found = [ResultParent(names: [], way: [try self.outbox.open()])]
        for folder in self.name.folders {
            var below: [ResultParent] = []
            for parent in found { below += try Self.parents(of: folder, in: parent) }
            found = below
        }
        return found
    }

    private static func parents(of folder: String, in parent: ResultParent) throws(FileError) -> [ResultParent] {
        var found: [ResultParent] = []
        for number in try parent.folder.entries().compactMap({ Self.number($0, of: folder) }).sorted() {
            let name = Self.numbered(folder, number)
            do {
                found.append(parent.entering(name, try parent.folder.directory(try Self.fileName(name))))
            } catch let error where error.kind == .missing || error.kind == .wrongKind {
                // Gone meanwhile, or a file of that name.
            } catch let error where error.kind == .denied && number > 1 {
                // Somebody's own: what promptd has made it may enter.
            }
        }
        return found
    }

    /// Which of the folders of that name an entry is; `nil` if it is none.
    private static func number(_ entry: FileName, of folder: String) -> Int? {
        let text = String(decoding: entry.bytes, as: UTF8.self)
        guard text.utf8.starts(with: folder.utf8) else { return nil }
        if text.utf8.count == folder.utf8.count { return 1 }
        guard let number = text.split(separator: "-").last.flatMap({ Int($0) }), number > 1,
            self.numbered(folder, number).utf8.elementsEqual(text.utf8)
        else { return nil }
        return number
    }

    /// The one that a new result goes to, made if it is not there.
    func parentForNew() throws(FileError) -> ResultParent {
        var parent = ResultParent(names: [], way: [try self.outbox.open()])
        for folder in self.name.folders { parent = try self.enter(folder, parent) }
        return parent
    }

    private func enter(_ folder: String, _ parent: ResultParent) throws(FileError) -> ResultParent {
        var number = 1
        while true {
            let name = Self.numbered(folder, number)
            number += 1
            let fileName = try Self.fileName(name)
            if try parent.folder.status(fileName) != nil {
                // Fails if it is no folder, as a link: nothing is put where that may lead.
                let found: OpenDirectory
                do {
                    found = try parent.folder.directory(fileName)
                } catch let error where error.kind == .denied && number > 2 {
                    continue
                }
                if try Self.isResult(found) { continue }
                return parent.entering(name, found)
            }
            if try !self.outbox.taken.contains(OutputName.collisionKey(name), in: parent.folder) {
                return parent.entering(name, try parent.folder.makeDirectory([fileName]))
            }
        }
    }

    private static func isResult(_ folder: OpenDirectory) throws(FileError) -> Bool {
        try Self.sidecar(in: folder).flatMap { Sidecar.job(in: $0) } != nil
    }

    private static func numbered(_ name: String, _ number: Int) -> String { number < 2 ? name : "\(name)-\(number)" }
}

import PromptCore

/// Makes the trees that a disk holds when each effect has met its fate.
struct TreeBuilder {
    /// What a disk holds, in numbers: quickly made and quickly compared.
    struct Picture {
        fileprivate var names: [Int?]
        /// The content of each file that has a name.
        fileprivate var contents: [Int: Int] = [:]
        /// The same for the same tree, and for no other one of this model.
        fileprivate(set) var key: [Int] = []
    }

    /// What stands in a picture's key for more than names and contents, which are 0 and more.
    private enum Mark {
        static let folder = -1
        static let end = -2
        static let link = -3
    }

    private let model: DurabilityModel
    private var contents = FileContents()
    /// A number for each slot's name: the same for the same name in whatever folder.
    private let spelling: [Int]

    init(_ model: DurabilityModel) {
        self.model = model
        var numbers: [FileName: Int] = [:]
        self.spelling = model.live.slots.map { place in
            let number = numbers[place.name] ?? numbers.count
            numbers[place.name] = number
            return number
        }
    }

    /// What the disk holds after `fates`, one for each effect of the model; what requires a lost effect is lost too.
    mutating func picture(_ fates: [Fate]) -> Picture {
        var picture = Picture(names: self.model.initialNames)
        var steps: [Int: [Int]] = [:]
        var fates = fates
        for (index, effect) in self.model.effects.enumerated() where fates[index] != .lost {
            if let requires = effect.requires, fates[requires] == .lost {
                fates[index] = .lost
                continue
            }
            switch effect.change {
            case .names(let namings):
                for naming in namings { picture.names[naming.slot] = naming.node }
            case .write(let file, _, _), .resize(let file, _):
                steps[file, default: []].append(index)
            }
        }
        var order: [Int: Int] = [:]
        self.look(at: LiveTree.root, steps, fates, &order, &picture)
        return picture
    }

    private mutating func look(
        at folder: Int,
        _ steps: [Int: [Int]],
        _ fates: [Fate],
        _ order: inout [Int: Int],
        _ picture: inout Picture
    ) {
        for slot in self.model.children[folder] {
            guard let node = picture.names[slot] else { continue }
            picture.key.append(self.spelling[slot])
            if self.model.live.isFolder(node) {
                picture.key.append(Mark.folder)
                self.look(at: node, steps, fates, &order, &picture)
                picture.key.append(Mark.end)
            } else if let first = order[node] {
                picture.key += [Mark.link, first]
            } else {
                let content = self.contents.number(node, steps[node, default: []], fates, self.model)
                order[node] = order.count
                picture.contents[node] = content
                picture.key.append(content)
            }
        }
    }

    /// The tree in a picture that this builder has made.
    func tree(_ picture: Picture) -> DiskTree {
        var entries: [DiskTree.Entry] = []
        var first: [Int: DiskPath] = [:]
        self.list(LiveTree.root, .root, picture, &entries, &first)
        return DiskTree(entries)
    }

    private func list(
        _ folder: Int,
        _ path: DiskPath,
        _ picture: Picture,
        _ entries: inout [DiskTree.Entry],
        _ first: inout [Int: DiskPath]
    ) {
        for slot in self.model.children[folder] {
            guard let node = picture.names[slot] else { continue }
            let path = path.appending(self.model.live.slots[slot].name)
            if let known = first[node] {
                entries.append(DiskTree.Entry(path: path, content: .link(known)))
            } else if let content = picture.contents[node] {
                first[node] = path
                entries.append(DiskTree.Entry(path: path, content: .file(self.contents[content])))
            } else {
                entries.append(DiskTree.Entry(path: path, content: .folder))
                self.list(node, path, picture, &entries, &first)
            }
        }
    }
}

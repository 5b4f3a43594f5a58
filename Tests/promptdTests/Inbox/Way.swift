import Glibc
import Testing

/// A way in which a new prompt gets into the inbox, by the system calls that programs make on it.
enum Way: String, CaseIterable, Sendable {
    case written, renamedIn, renamedInPlace, hardLinked, unnamedThenLinked, mapped, touchedFirst, openedOften
    case exchanged, copiedWithItsTime, withFolder, withDeepFolder, intoNewFolders, byVim, asVimSaves, bySed

    var prompt: String { Workspace.picture(of: "<\(self.rawValue)>") }

    private static let vim = "/usr/bin/vim"

    /// Those that this machine has the programs for.
    static let possible = Self.allCases.filter { $0 != .byVim || Files.exists(Self.vim) }

    /// Drops the prompt.
    ///
    /// - Returns: its name.
    func drop(_ rig: Rig) async throws -> String {
        let (outside, target) = ("\(rig.workspace.path)/\(self.rawValue)", rig.workspace.prompt(self.rawValue))
        switch self {
        case .written: try Files.write(self.prompt, to: target)
        case .renamedIn, .renamedInPlace:
            let other = self == .renamedIn ? outside : "\(rig.workspace.inbox)/.\(self.rawValue).tmp"
            try Files.write(self.prompt, to: other)
            try Files.move(other, target)
        case .hardLinked:
            try Files.write(self.prompt, to: outside)
            try SystemTrouble.check("link", outside, Glibc.link(outside, target))
        case .exchanged:
            try Files.write(self.prompt, to: outside)
            try Files.write("", to: target)
            try Files.exchange(outside, target)
        case .unnamedThenLinked: try self.linkUnnamed(in: rig.workspace.inbox, to: target)
        case .mapped: try self.map(target)
        case .touchedFirst:
            try Files.write("", to: target)
            try SystemTrouble.check("touch", target, utimensat(AT_FDCWD, target, nil, 0))
            try Files.write(self.prompt, to: target)
        case .openedOften:
            try Files.write("", to: target)
            for byte in self.prompt.utf8 { try Files.append([byte], to: target) }
        case .copiedWithItsTime:
            try Files.write(self.prompt, to: outside)
            let year2020 = [timespec(tv_sec: 1_577_836_800, tv_nsec: 0), timespec(tv_sec: 1_577_836_800, tv_nsec: 0)]
            try SystemTrouble.check("date", outside, utimensat(AT_FDCWD, outside, year2020, 0))
            try await Self.run("/bin/cp", ["-p", outside, target], rig)
        case .withFolder, .withDeepFolder, .intoNewFolders: return try self.dropInFolder(rig, outside)
        case .byVim:
            try Files.write(self.prompt, to: outside)
            let commands = ["read \(outside)", "set noendofline", "write", "quit"]
            try await Self.vim(["-b"] + commands.flatMap { ["-c", $0] } + [target], rig)
        case .asVimSaves:
            try Files.write("{", to: target)
            try Self.saveAsVim(self.prompt, to: target)
        case .bySed:
            try Files.write(#"{"text": "#, to: target)
            try await Self.run("/bin/sed", ["-i", "s|.*|\(self.prompt)|", target], rig)
        }
        return self.rawValue
    }

    private func dropInFolder(_ rig: Rig, _ outside: String) throws -> String {
        let place = self == .intoNewFolders ? "\(rig.workspace.inbox)/\(self.rawValue)" : outside
        let below = self == .withFolder ? [""] : ["", "/a", "/a/b", "/a/b/c"]
        for folder in below { try Files.makeFolder(place + folder) }
        let name = "\(below.last ?? "")/gull"
        try Files.write(self.prompt, to: "\(place)\(name).prompt.json")
        if self != .intoNewFolders { try Files.move(outside, "\(rig.workspace.inbox)/\(self.rawValue)") }
        return self.rawValue + name
    }

    /// A file that has no name until it is whole.
    private func linkUnnamed(in folder: String, to target: String) throws {
        // O_TMPFILE, which the Glibc module does not show.
        let unnamed = 0o20_000_000 | O_DIRECTORY
        let file = try SystemTrouble.check("open", folder, open(folder, unnamed | O_WRONLY | O_CLOEXEC, 0o644))
        defer { close(file) }
        let bytes = Array(self.prompt.utf8)
        #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
        let own = "/proc/self/fd/\(file)"
        try SystemTrouble.check("link", target, linkat(AT_FDCWD, own, AT_FDCWD, target, AT_SYMLINK_FOLLOW))
    }

    private func map(_ target: String) throws {
        let bytes = Array(self.prompt.utf8)
        let file = try SystemTrouble.check("open", target, open(target, O_RDWR | O_CREAT | O_CLOEXEC, 0o644))
        defer { close(file) }
        try SystemTrouble.check("lengthen", target, ftruncate(file, bytes.count))
        let memory = mmap(nil, bytes.count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        guard let memory, memory != MAP_FAILED else { throw SystemTrouble("map", target) }
        memory.copyMemory(from: bytes, byteCount: bytes.count)
        munmap(memory, bytes.count)
    }

    /// What vim does with `backupcopy=no`: a swap file, a probe, the old file under a backup name, a new file.
    static func saveAsVim(_ content: String, to target: String) throws {
        let folder = target.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        let name = target.split(separator: "/").last ?? ""
        try Files.write("swap", to: "\(folder)/.\(name).swp")
        try Files.write("", to: "\(folder)/4913")
        try Files.remove("\(folder)/4913")
        try Files.move(target, "\(target)~")
        try Files.write(content, to: target)
        try Files.remove("\(target)~")
        try Files.remove("\(folder)/.\(name).swp")
    }

    /// vim itself, without a terminal or anybody's settings.
    static func vim(_ arguments: [String], _ rig: Rig) async throws {
        try await Self.run(Self.vim, ["-es", "-u", "NONE", "-i", "NONE"] + arguments, rig)
    }

    static func run(_ program: String, _ arguments: [String], _ rig: Rig) async throws {
        let finished = try await rig.finish(program, arguments)
        #expect(finished.exit == .code(0), "\(program): \(finished.output)\(finished.errors)")
    }
}

import FoundationEssentials
package import PromptCore

/// What the outbox tells of requests, whatever the names of their prompts' files are by now.
extension Outbox {
    /// A folder in which a result was to be put together, of a prompt that was or may have been sent.
    package struct Staging: Sendable {
        package var place: ResultPlace
        package var trace: Job.OutboxTrace
        /// The prompt as it was to be sent; `nil` if its copy cannot be read any more.
        package var prompt: [UInt8]?
    }

    /// Those of prompts that lie, or have lain, in these folders of the inbox.
    ///
    /// - Throws: `FileError`, also if one of them cannot be looked into: then nobody can tell what was sent.
    package func stagings(of folders: Set<[FileName]>) throws(FileError) -> [Staging] {
        var found: [Staging] = []
        var seen: Set<[String]> = []
        for folder in folders {
            let names: OutputName
            do {
                names = try OutputName(stem: folder.map(\.bytes) + [Array("x".utf8)])
            } catch {
                // Nothing was ever sent of a folder whose name can be none in the outbox.
                continue
            }
            guard seen.insert(names.folders).inserted else { continue }
            let none = JobID(at: Date(timeIntervalSince1970: 0), random: 0)
            for parent in try ResultPlace(outbox: self, name: names, job: none).parents() {
                try self.collect(parent.folder, folder, &found)
            }
        }
        return found
    }

    private func collect(
        _ parent: OpenDirectory,
        _ folder: [FileName],
        _ stagings: inout [Staging]
    ) throws(FileError) {
        for entry in try parent.listing() where entry.kind ?? .directory == .directory {
            guard let place = self.place(ofStaging: entry.name, folder) else { continue }
            do {
                let staging = try parent.directory(entry.name)
                let trace = try ResultPlace.trace(in: staging)
                guard trace != .none else { continue }
                let copy = try ResultPlace.fileName(place.name.promptFileName)
                var found = Staging(place: place, trace: trace, prompt: nil)
                if try staging.status(copy)?.kind == .regular {
                    found.prompt = try staging.read(copy, limit: InboxFolder.largestPrompt).bytes
                }
                stagings.append(found)
            } catch let error where [.missing, .wrongKind].contains(error.kind) {
                // Shown or removed meanwhile, or somebody's file.
            }
        }
    }

    /// What a folder of that name is the staging folder of: `.sunset.<job>`; `nil` if it is none.
    private func place(ofStaging entry: FileName, _ folder: [FileName]) -> ResultPlace? {
        let bytes = entry.bytes
        guard bytes.first == UInt8(ascii: "."), let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 1,
            let job = JobID(String(decoding: bytes[(dot + 1)...], as: UTF8.self))
        else { return nil }
        do {
            let name = try OutputName(stem: folder.map(\.bytes) + [Array(bytes[1..<dot])])
            return ResultPlace(outbox: self, name: name, job: job)
        } catch {
            return nil
        }
    }
}

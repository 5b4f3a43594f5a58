import Glibc

/// A trace made by hand, below the root `/disk`; each operation takes one nanosecond and begins when the last has ended.
struct ScriptedTrace {
    static let root = "/disk"

    private(set) var trace = Trace()
    let root: String

    init(root: String = Self.root) {
        self.root = root
    }

    mutating func create(_ path: String) { self.add("openat", .meta, path, flags: O_CREAT) }

    mutating func empty(_ path: String) { self.add("openat", .meta, path, flags: O_CREAT | O_TRUNC) }

    mutating func write(_ path: String, _ text: String, at offset: Int = 0) {
        self.write(path, Array(text.utf8), at: offset)
    }

    mutating func write(_ path: String, _ bytes: [UInt8], at offset: Int = 0) {
        let start = self.trace.data.count
        self.trace.data += bytes
        self.add("pwrite64", .data, path, result: bytes.count, offset: offset, data: start, size: bytes.count)
    }

    mutating func resize(_ path: String, to size: Int) { self.add("ftruncate", .data, path, length: size) }

    mutating func makeFolder(_ path: String) { self.add("mkdirat", .meta, path) }

    mutating func rename(_ path: String, to new: String, flags: Int32 = 0) {
        self.add("renameat2", .meta, path, to: new, flags: flags)
    }

    mutating func link(_ path: String, to new: String) { self.add("linkat", .meta, path, to: new) }

    mutating func remove(_ path: String) { self.add("unlinkat", .meta, path) }

    /// Flushes a file, a folder, or with `""` the root.
    mutating func flush(_ path: String) { self.add("fsync", .sync, path) }

    mutating func flushEverything() { self.add("syncfs", .sync, "") }

    mutating func post() { self.add("sendto", .net, nil, head: "POST /v1/models HTTP/1.1") }

    /// Adds any operation; its last one may be changed afterwards.
    mutating func add(
        _ call: String,
        _ kind: TracedOperation.Kind,
        _ path: String?,
        to new: String? = nil,
        result: Int = 0,
        offset: Int = 0,
        length: Int = 0,
        flags: Int32 = 0,
        data: Int = -1,
        size: Int = 0,
        head: String = ""
    ) {
        let number = self.trace.operations.count + 1
        self.trace.operations.append(
            TracedOperation(
                n: number,
                call: call,
                kind: kind,
                path: path.map(self.absolute) ?? "",
                to: new.map(self.absolute) ?? "",
                result: result,
                offset: offset,
                length: length,
                flags: Int(flags),
                data: data,
                size: size,
                start: number * 2,
                end: number * 2 + 1,
                thread: 1,
                head: head
            )
        )
    }

    /// Changes the operation that was added last.
    mutating func changeLast(_ change: (inout TracedOperation) -> Void) {
        guard let last = self.trace.operations.indices.last else { return }
        change(&self.trace.operations[last])
    }

    private func absolute(_ path: String) -> String {
        path.isEmpty ? self.root : "\(self.root)/\(path)"
    }
}

import Foundation

/// All that a program did to files and the network, in the order in which it was done.
struct Trace: Sendable {
    var operations: [TracedOperation]
    /// The bytes of all writes, one after the other.
    var data: [UInt8]

    init(operations: [TracedOperation] = [], data: [UInt8] = []) {
        self.operations = operations
        self.data = data
    }

    /// Reads what `crashpoint --trace … --data …` has written.
    init(operations path: String, data: String) throws {
        let decoder = JSONDecoder()
        self.operations = try (Files.read(path) ?? []).split(separator: 0x0A).map {
            try decoder.decode(TracedOperation.self, from: Data($0))
        }
        self.data = try Files.read(data) ?? []
    }

    /// The bytes that an operation put into its file.
    func bytes(of operation: TracedOperation) -> ArraySlice<UInt8> {
        guard operation.data >= 0 else { return [] }
        return self.data[operation.data..<operation.data + operation.size]
    }
}

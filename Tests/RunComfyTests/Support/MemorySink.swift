import PromptCore

/// A sink that keeps what it is given, and how it was called.
actor MemorySink: DownloadSink {
    struct Full: Error {}

    private(set) var bytes: [UInt8]
    private(set) var begins: [Int64] = []
    private(set) var validator: String?
    private let isFull: Bool

    init(kept: String = "", validator: String? = nil, isFull: Bool = false) {
        self.bytes = Array(kept.utf8)
        self.validator = validator
        self.isFull = isFull
    }

    var text: String { String(decoding: self.bytes, as: UTF8.self) }

    func resumePoint() -> ResumePoint? {
        self.validator.map { ResumePoint(offset: Int64(self.bytes.count), validator: $0) }
    }

    func begin(at offset: Int64, validator: String?) {
        self.begins.append(offset)
        self.bytes.removeLast(self.bytes.count - Int(offset))
        self.validator = validator
    }

    func write(_ bytes: [UInt8]) throws {
        if self.isFull { throw Full() }
        self.bytes += bytes
    }
}

/// GLB, a glTF scene in one file: its header states the length of all of it.
enum GLBInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        let head = try window.bytes(at: 0, count: 20)
        guard head.count >= 12 else { return .endsEarly(.glb, in: "header") }
        guard head.littleEndian(at: 4, count: 4) == 2 else { return .unrecognised }
        let length = head.littleEndian(at: 8, count: 4)
        guard length >= 20 else { return .empty(.glb, "scene") }
        guard length <= window.size else { return .endsEarly(.glb, in: "data") }
        guard head.code(at: 16) == "JSON", head.littleEndian(at: 12, count: 4) <= length - 20 else {
            return .empty(.glb, "scene")
        }
        return .complete(ImageFacts(format: .glb), trailing: window.size - length)
    }
}

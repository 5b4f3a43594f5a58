extension OutputName {
    /// The name of a file's copy in the result: as every client can hold it, and none that a client would take for one of
    /// `taken`, the others' names.
    ///
    /// - Throws: A rejection with code `invalid_name` if it is not UTF-8.
    package static func inputName(_ name: FileName, besides taken: [String]) throws(Rejection) -> String {
        let clean = try Self.clean(name.bytes, limit: Self.maximumNameBytes)
        let keys = Set(taken.map(Self.collisionKey))
        guard keys.contains(Self.collisionKey(clean)) else { return clean }
        let dot = clean.lastIndex(of: ".") ?? clean.endIndex
        var number = 2
        while true {
            let other = "\(clean[..<dot])-\(number)\(clean[dot...])"
            if !keys.contains(Self.collisionKey(other)) { return other }
            number += 1
        }
    }
}

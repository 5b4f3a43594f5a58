/// Which files are pictures, films or sounds by their names: what a folder may turn into prompts.
package enum MediaName {
    private static let suffixes = [
        ".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".jxl",
        ".mp4", ".mov", ".m4v", ".webm", ".mkv",
        ".mp3", ".wav", ".flac", ".ogg", ".m4a",
    ]

    /// The name without its suffix, which the prompt made of it gets; `nil` for any other file, and for a name too long for
    /// that.
    package static func stem(_ name: FileName) -> FileName? {
        guard let suffix = Self.suffixes.first(where: { name.hasSuffix($0) }) else { return nil }
        let stem = FileName(name.bytes.dropLast(suffix.utf8.count))
        return stem.flatMap { $0.bytes.count <= InboxName.longestStem && !$0.isHidden ? $0 : nil }
    }
}

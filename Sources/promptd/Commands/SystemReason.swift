import Foundation

/// Why the system has refused something, in its own words: Foundation's are "The operation could not be completed".
enum SystemReason {
    static func text(_ error: any Error) -> String {
        if let error = error as? CocoaError {
            if let cause = error.underlying { return self.text(cause) }
            switch error.code {
            case .fileNoSuchFile, .fileReadNoSuchFile: return self.words(ENOENT)
            case .fileReadNoPermission, .fileWriteNoPermission: return self.words(EACCES)
            case .fileWriteFileExists: return self.words(EEXIST)
            case .fileWriteOutOfSpace: return self.words(ENOSPC)
            default: break
            }
        }
        let error = error as NSError
        return error.domain == NSPOSIXErrorDomain ? self.words(Int32(error.code)) : error.localizedDescription
    }

    private static func words(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}

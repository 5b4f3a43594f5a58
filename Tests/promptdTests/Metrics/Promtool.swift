import Foundation
import PromptTesting

/// Prometheus' own tool, which says whether it can use what there is.
enum Promtool {
    /// `nil` where there is none; `Tests/run.sh` gets it.
    static let path: String? = [
        Repository.path(".build/tools/promtool"), "/usr/bin/promtool", "/usr/local/bin/promtool",
    ].first { FileManager.default.isExecutableFile(atPath: $0) }
}

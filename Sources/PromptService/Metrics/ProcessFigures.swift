import Foundation
import PromptFiles

/// What the kernel says about this process; nothing where `/proc` does not show it.
struct ProcessFigures: Equatable {
    var cpuSeconds: Double
    var residentBytes: Int64
    var virtualBytes: Int64
    var threads: Int64
    /// Seconds since 1970.
    var started: Double
    var openDescriptors: Int?

    /// As of now.
    static func now() -> ProcessFigures? {
        guard let file = FileHandle(forReadingAtPath: "/proc/self/stat") else { return nil }
        let line: String
        do {
            line = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        } catch {
            return nil
        }
        var figures = ProcessFigures(
            stat: line,
            ticks: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageSize: Int64(sysconf(Int32(_SC_PAGESIZE))),
            bootTime: Self.bootTime
        )
        do {
            // One is the folder's own.
            figures?.openDescriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count - 1
        } catch {
            figures?.openDescriptors = nil
        }
        return figures
    }

    /// Reads `/proc/self/stat`, see proc(5).
    init?(stat: String, ticks: Double, pageSize: Int64, bootTime: Double) {
        // The program's name, in brackets, may hold anything.
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(whereSeparator: \.isWhitespace).map { Int64($0) }
        guard fields.count > 21, let user = fields[11], let system = fields[12], let threads = fields[17],
            let start = fields[19], let virtual = fields[20], let pages = fields[21]
        else { return nil }
        self.cpuSeconds = Double(user + system) / ticks
        self.residentBytes = pages * pageSize
        self.virtualBytes = virtual
        self.threads = threads
        self.started = bootTime + Double(start) / ticks
    }

    /// When the machine was started, in seconds since 1970 by the clock as it was when this was asked first: it does not
    /// move with later changes of that clock.
    private static let bootTime: Double = {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_BOOTTIME, &now) == 0 else { return 0 }
        return Date().timeIntervalSince1970 - Double(now.tv_sec) - Double(now.tv_nsec) / 1e9
    }()
}

import Foundation
import PromptCore
import PromptFiles

/// What is spent, and what the machine gives.
extension MetricsReport {
    var moneyFamilies: [MetricFamily] {
        let totals = self.counts.totals
        var families: [MetricFamily] = [
            .init("promptd_spend", .counter, unit: "usd", "US dollars that published jobs have cost")
                .with(.number(totals.spend.dollars)),
            .init(
                "promptd_uncertain_spend",
                .counter,
                unit: "usd",
                "US dollars that jobs may have cost which ended without a result, the unconfirmed ones among them"
            )
            .with(.number(totals.uncertainSpend.dollars)),
            .init("promptd_day_images", .gauge, "Images made or begun since the day of the caps began")
                .with(self.spending.images),
            .init(
                "promptd_day_spend",
                .gauge,
                unit: "usd",
                "US dollars spent or set aside since the day of the caps began"
            )
            .with(.number(self.spending.cost.dollars)),
            .init("promptd_day_unpriced_jobs", .gauge, "Jobs of that day of which nobody knows what they cost")
                .with(self.spending.unpriced),
            .time("promptd_day_end", "When the day of the caps ends", self.dayEnd),
        ]
        if let cap = self.caps.imagesPerDay {
            families.append(.init("promptd_day_images_cap", .gauge, "Most images of a day").with(cap))
        }
        if let cap = self.caps.usdPerDay {
            families.append(
                .init("promptd_day_spend_cap", .gauge, unit: "usd", "Most US dollars of a day").with(
                    .number(cap.dollars)
                )
            )
        }
        return families
    }

    var machineFamilies: [MetricFamily] {
        let isBlind = !self.summary.unwatched.isEmpty
        var families: [MetricFamily] = [
            .init(
                "promptd_watch_mode",
                .gauge,
                "Whether the file system tells of changes in all folders, or some are scanned"
            )
            .with(each: "mode", [("inotify", isBlind ? 0 : 1), ("scan", isBlind ? 1 : 0)]),
            .init("promptd_watched_folders", .gauge, "Folders of the inbox that are watched").with(
                self.summary.folders
            ),
            .init("promptd_scanned_folders", .gauge, "Folders of the inbox that are scanned often instead")
                .with(self.summary.unwatched.count),
        ]
        if let scan = self.lastScan {
            families += [
                .init("promptd_last_scan", .gauge, unit: "seconds", "How long the last full scan of the inbox took")
                    .with(.number(scan.duration.seconds)),
                .time("promptd_last_scan_begin", "When the last full scan began", scan.began),
            ]
        }
        if let bytes = self.storage.journalBytes {
            families.append(.init("promptd_journal", .gauge, unit: "bytes", "The journal's size").with(.integer(bytes)))
        }
        let free = self.storage.freeBytes.sorted { $0.key < $1.key }
        if !free.isEmpty {
            families.append(
                free.reduce(
                    .init(
                        "promptd_disk_free",
                        .gauge,
                        unit: "bytes",
                        "What is free for promptd on the disk of a folder"
                    )
                ) { $0.with(.integer($1.value), ("folder", $1.key)) }
            )
        }
        families.append(
            .init("promptd_disk_least_free", .gauge, unit: "bytes", "Below which nothing is submitted")
                .with(.integer(self.settings.leastFreeBytes))
        )
        return families + (self.process.map { Self.families(of: $0) } ?? [])
    }

    /// Under the names that all programs use.
    private static func families(of process: ProcessFigures) -> [MetricFamily] {
        let families: [MetricFamily] = [
            .init("process_cpu", .counter, unit: "seconds", "CPU time of the process").with(
                .number(process.cpuSeconds)
            ),
            .init("process_resident_memory", .gauge, unit: "bytes", "Memory of the process that is in use")
                .with(.integer(process.residentBytes)),
            .init("process_virtual_memory", .gauge, unit: "bytes", "Address space of the process")
                .with(.integer(process.virtualBytes)),
            .init("process_threads", .gauge, "Threads of the process").with(.integer(process.threads)),
            .init("process_start_time", .gauge, unit: "seconds", "When the process was started, since 1970")
                .with(.number(process.started)),
        ]
        guard let count = process.openDescriptors else { return families }
        return families + [.init("process_open_fds", .gauge, "Open file descriptors of the process").with(count)]
    }
}

extension USD {
    /// For what is shown, and never for sums.
    fileprivate var dollars: Double { Double(self.micros) / 1e6 }
}

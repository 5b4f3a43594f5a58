import Foundation
import PromptCore
import PromptFiles

/// The jobs, and what waits to become one.
extension MetricsReport {
    var jobFamilies: [MetricFamily] {
        let totals = self.counts.totals
        let ends = [
            ("published", totals.published), ("failed", totals.failed), ("unconfirmed", totals.unconfirmed),
            ("cancelled", totals.cancelled), ("completed", totals.completed),
        ]
        // The other two are no ends of this kind.
        let codes = Failure.Code.allCases.filter { ![.unconfirmed, .notAdopted].contains($0) }
        var families: [MetricFamily] = [
            .init("promptd_jobs", .gauge, "Jobs under way, by state").with(
                each: "state",
                JobState.Name.allCases.filter { !$0.isEnd }.map { ($0.rawValue, self.states[$0] ?? 0) }
            ),
            .init(
                "promptd_jobs_ended",
                .counter,
                "Jobs that are over, by how they ended; a prompt tried anew is another"
            )
            .with(each: "end", ends),
            .init("promptd_jobs_failed", .counter, "Failed jobs, by the code that their error files have")
                .with(each: "code", codes.map { ($0.rawValue, totals.failures[$0] ?? 0) }),
            .init("promptd_images", .counter, "Images of published jobs").with(totals.images),
            .init("promptd_delivered", .counter, unit: "bytes", "Bytes of the files of published jobs")
                .with(.integer(totals.bytes)),
            .init("promptd_slots_used", .gauge, "Jobs that have one of the places there are for jobs that move")
                .with(self.jobs.places),
            .init("promptd_slots_limit", .gauge, "How many places there are").with(self.limit),
            .init(
                "promptd_jobs_aside",
                .gauge,
                "Jobs that keep no place, since they fetch their results or wait for something of their own"
            )
            .with(self.jobs.aside),
        ]
        if let time = totals.lastPublished {
            families.append(.time("promptd_last_success", "When the last job was published", time))
        }
        if let time = totals.lastUnconfirmed {
            families.append(.time("promptd_last_unconfirmed", "When the last job ended as unconfirmed", time))
        }
        return families
    }

    var stepFamilies: [MetricFamily] {
        zip(JobStep.allCases, self.counts.steps).map { step, histogram in
            .init("promptd_\(step.rawValue)", .histogram, unit: "seconds", step.help).with(.histogram(histogram))
        }
    }

    var waitingFamilies: [MetricFamily] {
        let waiting = [
            ("ready", self.summary.ready), ("settling", self.summary.settling), ("paused", self.summary.paused),
            ("later", self.summary.later),
        ]
        var families: [MetricFamily] = [
            .init(
                "promptd_prompts_waiting",
                .gauge,
                "Prompts that are not claimed: ready, not yet unchanged for long enough, paused, or for a later time"
            )
            .with(each: "why", waiting),
            .init("promptd_files_not_taken", .gauge, "Files of the inbox that look like prompts and are not taken")
                .with(self.summary.notTaken.count),
        ]
        if let time = self.oldestWaiting {
            let help =
                "When the oldest prompt came that is not submitted, and is held back neither by a PAUSE nor its time"
            families.append(.time("promptd_oldest_waiting", help, time))
        }
        return families
    }

    var holdFamilies: [MetricFamily] {
        // A hold that is due ends with the next prompt's try: while there is none it is history, as in the status.
        let isIdle = self.jobs.count == 0 && self.summary.ready == 0
        let holds = self.holds.filter { !isIdle || $0.until > self.now || $0.reason == .token }
        let own = [
            ("inbox", self.summary.offlineReason != nil), ("crowded", self.jobs.aside >= self.settings.maxAside),
            ("unfinished", self.jobs.unfinished >= self.mostUnfinished),
        ]
        let reasons = Hold.Reason.allCases.map { reason in (reason.rawValue, holds.contains { $0.reason == reason }) }
        var families = [
            MetricFamily("promptd_hold", .gauge, "Whether nothing is submitted for that reason: 1 or 0")
                .with(each: "reason", (reasons + own).map { ($0.0, $0.1 ? 1 : 0) })
        ]
        if !holds.isEmpty {
            families.append(
                holds.sorted { $0.reason.rawValue < $1.reason.rawValue }.reduce(
                    .init(
                        "promptd_hold_since_timestamp",
                        .gauge,
                        unit: "seconds",
                        "Since when it is held for that reason"
                    )
                ) { $0.with(.number($1.since.timeIntervalSince1970), ("reason", $1.reason.rawValue)) }
            )
        }
        return families
    }
}

extension MetricFamily {
    /// A moment, in seconds since 1970.
    static func time(_ name: String, _ help: String, _ time: Date) -> MetricFamily {
        MetricFamily("\(name)_timestamp", .gauge, unit: "seconds", help).with(.number(time.timeIntervalSince1970))
    }
}

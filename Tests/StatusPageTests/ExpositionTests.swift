import PromptService
import Testing

@testable import StatusPage

/// The text, as its two formats have it.
struct ExpositionTests {
    /// Catches a head in the wrong format, a unit that is left out, a missing end, and labels or help that break the line.
    @Test
    func theTwoFormats() {
        let families = [
            MetricFamily("promptd_spend", .counter, unit: "usd", "What \"it\" cost\nin \\ all").with(.number(0.09)),
            MetricFamily("promptd_jobs", .gauge, "Jobs")
                .with(.integer(2), ("state", "queued"))
                .with(.integer(0), ("state", "a \"b\"\n\\"), ("more", "x")),
        ]
        #expect(
            Exposition.openMetrics.text(families) == #"""
                # TYPE promptd_spend_usd counter
                # UNIT promptd_spend_usd usd
                # HELP promptd_spend_usd What \"it\" cost\nin \\ all.
                promptd_spend_usd_total 0.09
                # TYPE promptd_jobs gauge
                # HELP promptd_jobs Jobs.
                promptd_jobs{state="queued"} 2
                promptd_jobs{state="a \"b\"\n\\",more="x"} 0
                # EOF

                """#
        )
        #expect(
            Exposition.plain.text(families) == #"""
                # TYPE promptd_spend_usd_total counter
                # HELP promptd_spend_usd_total What "it" cost\nin \\ all.
                promptd_spend_usd_total 0.09
                # TYPE promptd_jobs gauge
                # HELP promptd_jobs Jobs.
                promptd_jobs{state="queued"} 2
                promptd_jobs{state="a \"b\"\n\\",more="x"} 0

                """#
        )
    }

    /// Catches buckets that do not hold those before them, or a last one that is not all.
    @Test
    func bucketsAddUp() {
        var histogram = Histogram(bounds: [0.5, 1, 10])
        for seconds in [0.5, 0.75, 3, 4, 11, -2] { histogram.observe(seconds) }
        let family = MetricFamily("promptd_run", .histogram, unit: "seconds", "Runs").with(.histogram(histogram))
        #expect(
            Exposition.plain.text([family]) == """
                # TYPE promptd_run_seconds histogram
                # HELP promptd_run_seconds Runs.
                promptd_run_seconds_bucket{le="0.5"} 2
                promptd_run_seconds_bucket{le="1.0"} 3
                promptd_run_seconds_bucket{le="10.0"} 5
                promptd_run_seconds_bucket{le="+Inf"} 6
                promptd_run_seconds_sum 19.25
                promptd_run_seconds_count 6

                """
        )
    }

    /// Catches OpenMetrics for somebody who has not asked for it, or who likes it less, and plain text for one who has.
    @Test(arguments: [
        (nil, Exposition.plain), ("*/*", .plain), ("text/plain", .plain),
        ("application/openmetrics-text", .openMetrics),
        (
            "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2", .openMetrics
        ),
        ("application/openmetrics-text; version=\"1.0.0\"; q=0.3, text/plain;q=0.5", .plain),
        ("application/openmetrics-text;version=0.0.1", .plain), ("application/openmetrics-text;q=0", .plain),
        ("Text/Plain;q=0.1 , Application/OpenMetrics-Text ; version=1.0.0 ; q=0.2", .openMetrics),
    ])
    func whatIsAskedFor(_ accept: String?, _ exposition: Exposition) {
        #expect(Exposition(accept: accept) == exposition)
    }
}

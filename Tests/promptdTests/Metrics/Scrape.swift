import Foundation
import PromptCore

/// What `/metrics` said at one moment.
struct Scrape: Sendable {
    /// The whole text.
    let text: String
    /// Every sample by its name with its labels, as they stand there.
    let samples: [String: Double]

    init(_ text: String) {
        self.text = text
        self.samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: [:]) { samples, line in
            guard let space = line.lastIndex(of: " ") else { return }
            samples[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
    }

    /// The names of all samples, without labels.
    var names: Set<String> { Set(self.samples.keys.map { String($0.prefix { $0 != "{" }) }) }

    subscript(sample: String) -> Double? { self.samples[sample] }
}

extension Rig {
    /// Where the daemon that was started last serves its metrics; it has to have been told to, with port 0.
    func metricsPort() async throws -> Int {
        try await waiting(for: "the port of the metrics") {
            let lines = try self.log.split(separator: "\n").filter { $0.contains("metrics are served") }
            return lines.last?.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.output.1) }
        }
    }

    func scrape(port: Int) throws -> Scrape {
        let answer = try HTTPCall.send("GET", "/metrics", port: port)
        guard answer.status == 200 else { throw NeverCame(description: "/metrics was answered \(answer.status)") }
        // Without a length it would come in chunks, and this is not to be parsed twice.
        return Scrape(String(decoding: answer.body, as: UTF8.self))
    }
}

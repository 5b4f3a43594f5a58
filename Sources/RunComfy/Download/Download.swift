import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import PromptCore

/// One attempt at one file.
struct Download<Sink: DownloadSink>: Sendable {
    let policy: DownloadPolicy
    let sink: Sink
    let detector: StallDetector
    let connections: Connections

    /// Fetches `url` and what it redirects to.
    ///
    /// - Throws: `DownloadError`, `SinkError`, or what the network brings.
    func run(_ url: String) async throws {
        var resume = try await self.sinking { try await self.sink.resumePoint() }
        if let point = resume, point.offset <= 0 || !point.validator.isStrongValidator { resume = nil }
        var location = url
        var redirects = 0
        while true {
            let (address, route) = try self.policy.judge(location)
            let response = try await self.response(to: self.request(address, resume: resume), address, route)
            let answer = try DownloadAnswer(
                status: Int(response.status.code),
                headers: response.headers,
                resume: resume,
                sizeCap: self.policy.sizeCap,
                now: Date()
            )
            switch answer {
            case .content(let offset, let length, let validator):
                try await self.sinking { try await self.sink.begin(at: offset, validator: validator) }
                return try await self.pour(response.body, from: offset, length: length)
            case .redirect(let target):
                redirects += 1
                guard redirects <= self.policy.redirectLimit else {
                    throw DownloadError(
                        .transient,
                        message: "The server redirects more than \(redirects - 1) times.",
                        isServersWord: true
                    )
                }
                location = try Self.resolve(target, against: address)
            case .startOver:
                guard resume != nil else {
                    throw DownloadError(
                        .transient,
                        message: "The server answers a plain request with part of the file.",
                        isServersWord: true
                    )
                }
                resume = nil
            }
        }
    }

    private func response(
        to request: HTTPClientRequest,
        _ address: WebAddress,
        _ route: DownloadPolicy.Route
    ) async throws -> HTTPClientResponse {
        let way = self.connections.way(route == .listed ? .download : .ownDownload, to: address.origin)
        do {
            return try await way.client.execute(request, deadline: .distantFuture)
        } catch let error where way.proxy != nil && !(error is CancellationError) {
            throw ProxiedError(reason: way.reason(error))
        }
    }

    /// A request without the token, for bytes as they are.
    private func request(_ address: WebAddress, resume: ResumePoint?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address.url)
        request.headers = ["Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "promptd"]
        if let resume {
            request.headers.add(name: "Range", value: "bytes=\(resume.offset)-")
            request.headers.add(name: "If-Range", value: resume.validator)
        }
        return request
    }

    /// Writes the body part by part, each awaited, so that memory does not grow with the file.
    private func pour(_ body: HTTPClientResponse.Body, from offset: Int64, length: Int64?) async throws {
        var size = offset
        for try await part in body {
            self.detector.received(part.readableBytes)
            size += Int64(part.readableBytes)
            guard size <= self.policy.sizeCap else { throw DownloadError.tooLarge(self.policy.sizeCap) }
            try await self.sinking { try await self.sink.write(Array(part.readableBytesView)) }
        }
        try Task.checkCancellation()
        if let length, size != offset + length {
            throw DownloadError(.transient, message: "\(size - offset) of \(length) bytes came; the rest can follow.")
        }
        guard size > 0 else { throw DownloadError(.unusable, message: "The file is empty.") }
    }

    private func sinking<Value>(_ work: () async throws -> Value) async throws -> Value {
        self.detector.sinkStarted()
        defer { self.detector.sinkEnded() }
        do {
            return try await work()
        } catch {
            throw SinkError(cause: error)
        }
    }

    /// Reads a `Location`, which may be relative to the address that sent it.
    private static func resolve(_ target: String, against address: WebAddress) throws -> String {
        guard let url = URL(string: target, relativeTo: URL(string: address.url)) else {
            throw DownloadError(.forbidden, message: "The server redirects to something that is no address.")
        }
        return url.absoluteString
    }
}

import Foundation
import Glibc

/// Makes the kernel refuse system calls, so that what only a broken disk or an odd file system does can be tested.
package enum FailingCalls {
    /// A system call that can be made to fail.
    package enum Call: Sendable {
        case renameWithoutReplacing, link, flush

        #if arch(x86_64)
            fileprivate var number: UInt32 {
                switch self {
                case .renameWithoutReplacing: 316
                case .link: 265
                case .flush: 74
                }
            }
        #else
            // The numbers all newer architectures share.
            fileprivate var number: UInt32 {
                switch self {
                case .renameWithoutReplacing: 276
                case .link: 37
                case .flush: 82
                }
            }
        #endif
    }

    private struct Unsupported: Error {}
    private typealias Prctl = @convention(c) (CInt, UInt, UInt, UInt, UInt) -> CInt

    /// Runs `body` on a thread of its own on which each of `calls` fails with its errno.
    ///
    /// The kernel's filter (seccomp) holds for that thread alone and ends with it.
    package static func run<Value: Sendable>(
        _ calls: [(Call, CInt)],
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(
                    with: Result {
                        try Self.install(calls)
                        return try body()
                    }
                )
            }
            thread.start()
        }
    }

    private static func install(_ calls: [(Call, CInt)]) throws {
        let load = Instruction(code: 0x20, whenTrue: 0, whenFalse: 0, value: 0)
        var program = [load]
        for (call, errno) in calls {
            program.append(Instruction(code: 0x15, whenTrue: 0, whenFalse: 1, value: call.number))
            program.append(Instruction(code: 0x06, whenTrue: 0, whenFalse: 0, value: 0x0005_0000 | UInt32(errno)))
        }
        program.append(Instruction(code: 0x06, whenTrue: 0, whenFalse: 0, value: 0x7FFF_0000))
        // prctl is variadic, which Swift cannot call; all its arguments are words.
        guard let symbol = unsafe dlsym(nil, "prctl") else { throw Unsupported() }
        let prctl = unsafe unsafeBitCast(symbol, to: Prctl.self)
        guard prctl(38, 1, 0, 0, 0) == 0 else { throw Unsupported() }
        let result = unsafe program.withUnsafeBufferPointer { instructions in
            var head = unsafe Program(count: UInt16(instructions.count), instructions: instructions.baseAddress)
            return unsafe withUnsafePointer(to: &head) { prctl(22, 2, UInt(bitPattern: $0), 0, 0) }
        }
        guard result == 0 else { throw Unsupported() }
    }

    /// struct sock_filter.
    private struct Instruction {
        var code: UInt16
        var whenTrue: UInt8
        var whenFalse: UInt8
        var value: UInt32
    }

    /// struct sock_fprog.
    @unsafe
    private struct Program {
        var count: UInt16
        var instructions: UnsafePointer<Instruction>?
    }
}

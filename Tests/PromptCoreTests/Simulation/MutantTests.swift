import Testing

@testable import PromptCore

extension Mutant {
    /// The promise that this mistake breaks.
    var broken: Invariant {
        switch self {
        case .noIntent, .claimNotFlushed, .unknownIsNotSent, .submittingIsClaimed, .unknownIsNew,
            .outboxNotAsked, .marksLeaveEarly, .stagingRemovedFirst, .otherNameStays, .namesakeNotSeen, .shownBeforeRow,
            .tableNotPut, .stepWithoutKey:
            .chargedOnce
        case .noIntentRow, .claimFlushedLate, .folderNotFlushed, .pictureNotFlushed: .intentFirst
        case .publishedUnflushed: .foldersAreWhole
        case .writeErrorsIgnored, .gateIgnored: .noBlindSpending
        case .unansweredNotCounted, .openNotCounted: .stopsGuessing
        case .requestForgotten, .notExplained, .journalNotDurable: .paidIsKept
        case .failedIsRemoved, .stepDroppedLate, .pictureMoved, .anyPictureRemoved: .nothingVanishes
        case .endsRevived: .endsAreFinal
        case .hintKept, .contentNotCompared, .tryKept, .trialNotEnded: .settles
        }
    }

    /// Where it shows soonest.
    var climate: Climate {
        switch self {
        case .shownBeforeRow, .stepDroppedLate, .stepWithoutKey, .pictureNotFlushed, .pictureMoved:
            Climate(strikes: 25, faults: 20, journalFate: .kept, many: 60)
        case .anyPictureRemoved:
            Climate(strikes: 10, faults: 5, journalFate: .kept, owners: 400, many: 60)
        case .tableNotPut:
            Climate(strikes: 25, faults: 20, journalFate: .restored, owners: 0, many: 60)
        case .contentNotCompared:
            Climate(strikes: 60, faults: 0, journalFate: .restored, owners: 400)
        case .outboxNotAsked, .marksLeaveEarly, .stagingRemovedFirst, .namesakeNotSeen:
            Climate(strikes: 25, journalFate: .restored)
        case .claimNotFlushed, .unknownIsNew:
            Climate(strikes: 25, journalFate: .lost)
        case .hintKept:
            Climate(strikes: 0, faults: 60, journalFate: .kept, owners: 200)
        case .trialNotEnded:
            Climate(strikes: 4, faults: 60, journalFate: .kept)
        case .unansweredNotCounted, .openNotCounted:
            Climate(strikes: 4, faults: 20, journalFate: .kept, lostAnswers: 60)
        case .otherNameStays:
            Climate(strikes: 60, faults: 5, journalFate: .kept)
        case .noIntentRow, .noIntent, .claimFlushedLate, .unknownIsNotSent, .publishedUnflushed, .journalNotDurable,
            .submittingIsClaimed, .writeErrorsIgnored, .requestForgotten, .notExplained, .failedIsRemoved, .endsRevived,
            .gateIgnored, .tryKept, .folderNotFlushed:
            Climate(strikes: 25, faults: 20, journalFate: .kept)
        }
    }
}

/// Catches a simulation that no mistake could fail.
@Suite struct MutantTests {
    @Test(.timeLimit(.minutes(1)), arguments: Mutant.allCases)
    func isCaught(mutant: Mutant) throws {
        for seed in 0..<10_000 {
            let world = try JobWorld(
                seed: UInt64(seed),
                mutant: mutant,
                climate: mutant.climate,
                judged: [mutant.broken]
            )
            do {
                try world.run()
            } catch let broken as Invariant.Broken where broken.invariant == mutant.broken {
                return
            } catch is Invariant.Broken {
                // Not the promise in question: the next seed.
            }
        }
        Issue.record("\(mutant) breaks nothing")
    }
}

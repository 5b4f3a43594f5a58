/// What the simulation can bring about, noted so that a test can see that it does.
enum Happening: Hashable, Sendable, CaseIterable {
    case crash, powerCut, crashInRecovery, powerCutInRecovery, stop
    case changeDropped, changeKept, bothNames, contentLost
    case inboxRefuses, outboxRefuses, flushFails
    case journalFull, journalBroken, journalBrokenButWritten, journalLost, journalRestored
    case notSent, answerLost, neverArrived
    case refusedPrompt, refusedToken, refusedBalance, refusedRateLimit, refusedModel
    case callFails, unknownForAWhile, expires, cancelledByVendor, cancelAnswerLost, strangeState, lateOutputs
    case downloadFails, linkGone, truncated, downloadForbidden
    case clockForward, clockBackward
    case ownerCancels, ownerDeletes, ownerRetries, ownerEdits, ownerDropsAnother, ownerResumes, stoppedForGood
    case divided, childrenShown, ownerRetriesStep, childrenCancelled, rowsToMend, ownerMendsRows, stepDropped, keyPaid,
        pictureTaken
    case claimLost, cancelledUnclaimed, unknownAdopted, forgotten, forgottenDelivered
}

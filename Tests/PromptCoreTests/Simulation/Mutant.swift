/// A mistake that a daemon could make: each must break a promise, or the simulation could not tell right from wrong.
enum Mutant: String, CaseIterable, Sendable {
    /// The POST leaves before the journal knows of it.
    case noIntentRow
    /// Neither the journal nor the outbox knows of the POST.
    case noIntent
    /// The claim's rename is not flushed at all.
    case claimNotFlushed
    /// The claim's rename is flushed after the POST.
    case claimFlushedLate
    /// A submission without an answer is taken for one that was not sent.
    case unknownIsNotSent
    /// The folder is shown before what is in it is on disk.
    case publishedUnflushed
    /// The journal's commits are not flushed.
    case journalNotDurable
    /// A restart takes a job that was being sent for one that was not.
    case submittingIsClaimed
    /// A restart takes a claimed file that the journal does not know for a new drop.
    case unknownIsNew
    /// What the outbox shows of a job is not looked at.
    case outboxNotAsked
    /// The marks leave the staging folder before it is visible, and nothing takes their place.
    case marksLeaveEarly
    /// A failed job's staging is removed before its file has its failed name.
    case stagingRemovedFirst
    /// A file that shows under both names after a power cut keeps both.
    case otherNameStays
    /// A claim that is tried again takes whatever has been dropped under the name since for its prompt.
    case hintKept
    /// A restored journal's job is sent although another one of its name has been.
    case namesakeNotSeen
    /// A staging folder whose flush failed is taken for flushed because it is there.
    case folderNotFlushed
    /// Errors of the disk are ignored where the submission is prepared.
    case writeErrorsIgnored
    /// A request's id is not kept elsewhere, nor waited for, when the journal is full.
    case requestForgotten
    /// A failure is not explained.
    case notExplained
    /// A failed prompt is removed instead of renamed.
    case failedIsRemoved
    /// A restart drives ended jobs anew.
    case endsRevived
    /// A claimed file is taken for the one that the journal knows, whatever is in it.
    case contentNotCompared
    /// Whether submissions are held is not asked.
    case gateIgnored
    /// A submission that was to find out whether the trouble is over works, and does not give its try back because new
    /// trouble was met meanwhile.
    case trialNotEnded
    /// Submissions without an answer are not counted.
    case unansweredNotCounted
    /// Submissions that are under way are not counted with those without an answer.
    case openNotCounted
    /// A submission that could not be prepared does not give its try back.
    case tryKept
    /// The prompts of a file are shown before the journal knows that it is divided.
    case shownBeforeRow
    /// The claimed file of many prompts stays in its place while they are made.
    case tableNotPut
    /// A delivered prompt is settled before its next step is there.
    case stepDroppedLate
    /// A prompt's picture is sent before the copy of it is on disk.
    case pictureNotFlushed
    /// A prompt's picture is moved, not copied.
    case pictureMoved
    /// Whatever lies in the place of a delivered prompt's picture is removed with it.
    case anyPictureRemoved
    /// A next step has no key.
    case stepWithoutKey
}

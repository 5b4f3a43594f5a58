/// What a state asks for.
///
/// The runner does it, and reports what came of it as an event.
package enum JobAction: Equatable, Sendable {
    /// Rename the prompt's file to its claimed name, durably.
    case claim
    /// Decode the prompt, make sure it can be delivered, and send it.
    case submit
    /// The answer to the POST decides; there is nothing to do but wait for it.
    case awaitAnswer
    /// Ask the API to cancel.
    case cancel(RequestID)
    /// Ask the API how far it is, and for the result when it is complete.
    case poll(RequestID)
    /// Fetch what is still wanted into staging.
    case collect(JobState.Output)
    /// Make the folder visible.
    case publish(JobState.Output)
    /// Remove the claimed file.
    case tidyDelivered(JobState.Delivery)
    /// Remove staging, write the explanation, rename the claimed file.
    case tidyFailed(Failure)
    /// Remove staging, rename the claimed file.
    case tidyCancelled
    /// Make prompts of their own of what the file holds.
    case divide
    /// Wait until those have ended.
    case awaitChildren(JobState.Division)
    /// Tell what has become of them, remove the claimed file.
    case tidyCompleted(JobState.Completion)
    /// It is over.
    case nothing
}

/// The kinds of messages that an operator matches or has explained: each has an id that stays, whatever its words become.
///
/// `journalctl MESSAGE_ID=…` finds them, `journalctl -x` explains them by the catalog that is made of this table.
package enum LogMessage: String, CaseIterable, Sendable {
    case starting = "fbb00d352ac14f23979cc87b1ada2d55"
    case waitingForFolders = "7e3fcfbd956948d5b9ea3601d9762c91"
    case inboxGone = "1c470dca6ec043128d4c81e486d41063"
    case inboxBack = "4ca8ee2f254a4904a1989f8554f05424"
    case published = "4eb22484c7b246599c40ae97058216c6"
    case failed = "378e27999ab041f2be62701328175a10"
    case cancelled = "9b03be9a7a204726a1a6ae43467a612d"
    case unconfirmed = "92311fb58e494485ac8b78c723c4f151"
    case held = "baf79b3a26e84701bd3a6b53617a2d61"
    case holdEnded = "7196b709d9bf45b2bbb95fd08b7f590e"
    case stopped = "202cfe2f08914a34977aaa37b2459801"
    case resumed = "330f23b937074aef97d1a41ab8e458d5"
    case reloaded = "e08f4566e35741859ba2cfd56788efad"
    case reloadRefused = "dbddef6eec7944d6bad6a4a789262a98"
    case standsStill = "4271bc26fb834ce79bb1a7738c87dc0a"
    case notTaken = "7d10ea8f46a849fb84700162b78defb2"
    case hookFailed = "613dcad1ec954b51b78cc6cadc376aef"

    /// Whether many of them within a minute are summed up in one line, beside the first.
    ///
    /// Never what became of a job, or of the money.
    package var isSummedUp: Bool { self == .notTaken }

    /// What has happened, in a few words.
    package var subject: String {
        switch self {
        case .starting: "promptd starts"
        case .waitingForFolders: "A folder of promptd is not there"
        case .inboxGone: "The inbox is gone"
        case .inboxBack: "The inbox is back"
        case .published: "A prompt was delivered"
        case .failed: "A prompt failed"
        case .cancelled: "A prompt was cancelled"
        case .unconfirmed: "A submission got no usable answer"
        case .held: "Submissions are held"
        case .holdEnded: "A hold has ended"
        case .stopped: "Submissions are stopped until a person acts"
        case .resumed: "Submissions go on"
        case .reloaded: "The settings were read again"
        case .reloadRefused: "New settings were not taken over"
        case .standsStill: "A part of promptd stands still"
        case .notTaken: "A file was not taken"
        case .hookFailed: "The hook does not take what it is told"
        }
    }

    /// What it means and what to do; `@FIELD@` stands for a field of the journal's entry.
    package var explanation: String {
        switch self {
        case .starting:
            """
            It works with the settings that the line names; the caps are what one day may cost. What was under way \
            when it stopped goes on.
            """
        case .waitingForFolders:
            """
            The start waits for it, and goes on by itself as soon as it is there: nothing has to be restarted. Is it \
            mounted, and spelled right in the settings?
            """
        case .inboxGone:
            """
            It was unmounted, renamed or replaced while promptd worked on it. Nothing new is taken; what is paid for \
            goes on. It is taken up again by itself.
            """
        case .inboxBack:
            """
            Prompts are taken again.
            """
        case .published:
            """
            The images of the prompt @PROMPTD_PROMPT@ are in the folder @PROMPTD_FOLDER@ of the outbox, whole, with \
            what is known of them in metadata.json.
            """
        case .failed:
            """
            The prompt @PROMPTD_PROMPT@ ended as @PROMPTD_ERROR_CODE@. The file beside it in the inbox that ends in \
            .error.json says what, why and what to do, and whether anything may have been charged.
            """
        case .cancelled:
            """
            The owner of the prompt @PROMPTD_PROMPT@ has cancelled it before it was charged.
            """
        case .unconfirmed:
            """
            The prompt @PROMPTD_PROMPT@ was sent, and it is not known whether the API has taken it: it may have been \
            charged. It is never sent again by itself. Look under Usage at runcomfy.com: if the request is there, \
            promptd adopt collects it; if it is not, its file can be renamed back to .prompt.json.
            """
        case .held:
            """
            Nothing new is sent to the API for now, and nothing is lost: the reason is @PROMPTD_HOLD_REASON@. What is \
            paid for goes on. promptd tries again by itself, ever more seldom.
            """
        case .holdEnded:
            """
            Submissions go on; the reason was @PROMPTD_HOLD_REASON@.
            """
        case .stopped:
            """
            Several submissions in a row got no usable answer, and each of them may have been paid for. Look under \
            Usage at runcomfy.com, and at what lies between this machine and the API. Then put a file named RESUME \
            into the inbox.
            """
        case .resumed:
            """
            Somebody has put a file named RESUME into the inbox.
            """
        case .reloaded:
            """
            The settings named after "now in force" hold from this moment on, also for prompts that wait. Those named after \
            "after a restart" need one: systemctl restart promptd.
            """
        case .reloadRefused:
            """
            What is wrong is listed; all settings stay as they were, and work goes on. Mend the file, look at it by \
            promptd doctor, and reload again.
            """
        case .standsStill:
            """
            The part that the line names did nothing for as long as the watchdog allows (WatchdogSec= of the unit); the \
            service manager starts promptd again, and nothing is lost. If it happens again, it is a mistake in promptd: \
            report it with the log of these minutes.
            """
        case .notTaken:
            """
            The file @PROMPTD_FILE@ looks like one of promptd's, and is none that it takes: @PROMPTD_REASON@
            """
        case .hookFailed:
            """
            The program @PROMPTD_FILE@, which the setting hook names, ended with another code than 0, took too long, or \
            could not be run. Prompts are not concerned. It is told again, ever more seldom, for a day after each end.
            """
        }
    }
}

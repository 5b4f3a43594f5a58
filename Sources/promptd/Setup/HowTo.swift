import PromptCore

/// The page for people who see nothing of promptd but the inbox; with the line ends of Windows, and in ASCII as long as no
/// name needs more, so that any editor shows it.
struct HowTo {
    /// The folders' names, as they are called on the share.
    let inbox: String
    let outbox: String
    /// Whom to ask; `nil` if nobody is named.
    let contact: String?

    var text: [UInt8] {
        Self.lines(
            """
            HOW TO GET PICTURES OUT OF THIS FOLDER
            ======================================

            1. Open "\(InboxHelp.template)" with Notepad or another text editor.
            2. Write what you want to see between the quotes behind "text". Begin with
               the number of pictures, from 1 to 15:
                 "text": "Generate 3 images of a calm sea at sunset"
               The shape is "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16" or "21:9".
            3. Save it in this folder ("Save as", type "All files") under a name of your
               own that ends in .prompt.json, for instance  sunset.prompt.json
            4. Wait a minute or two. The pictures are in  \(self.outbox)\\sunset

            Each picture costs money. Folders of your own are welcome; the pictures come
            in folders of the same names. Best finish a file before it comes here: it is
            taken two seconds after it was saved.


            A picture that a prompt needs lies beside it:  boat.png,  boat.prompt.json
            Many prompts may be one table: sea.prompts.csv, "CSV UTF-8" from a spreadsheet,
            with the word  text  above the column of texts, and a prompt in each row.


            WHAT THE NAMES MEAN

              sunset.prompt.json      waits for its turn
              sunset.working.json     is being made
              (gone)                  done: look into \(self.outbox)\\sunset
              sunset.failed.json      did not work; open sunset.error.json with Notepad,
                                      it says why and what to do
              sunset.cancelled.json   was cancelled, and cost nothing
              sunset.repeat.json      is the same file again; nothing was made or paid


            WHAT YOU CAN DO, BY GIVING A FILE ANOTHER NAME

              cancel      sunset.prompt.json or sunset.working.json -> sunset.cancel.json
                          (what is being drawn already is paid for, and still comes)
              try again   mend sunset.failed.json, then -> sunset.prompt.json
              make again  sunset.repeat.json -> sunset.prompt.json (costs money again)
              pause       put a file named PAUSE into a folder; delete it to go on

            Deleting a file stops nothing that has begun.


            NOTHING HAPPENS?

              Look for files here that begin with PROMPTD: they say what it waits for, and
              what it has not taken and why.
              Windows hides the ends of names: sunset.prompt.json.txt will not do. In the
              Explorer, View, tick "File name extensions".


            WHOM TO ASK

              \(self.contact ?? "Whoever has given you this folder.")

            """
        )
    }

    private static func lines(_ text: String) -> [UInt8] {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        // Older editors on Windows tell UTF-8 by the mark in front of it.
        let mark: [UInt8] = bytes.allSatisfy { $0 < 0x80 } ? [] : [0xEF, 0xBB, 0xBF]
        return mark + bytes
    }
}

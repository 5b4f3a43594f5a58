import ArgumentParser
import StatusPage

/// What a setting's value may be; `Settings` has one method that reads each.
enum SettingKind {
    /// The path of a folder.
    case folder
    /// The path of a Unix socket.
    case socket
    /// The API's base URL.
    case url
    /// The id of a model.
    case model
    /// A whole number in a range.
    case number(ClosedRange<Int>)
    /// A whole number in a range, or `auto`: what the API takes is found out.
    case limit(ClosedRange<Int>)
    /// A time such as `500ms`, and the shortest one allowed.
    case duration(atLeast: Duration = .zero)
    /// An amount in US dollars.
    case dollars
    /// Where something is served on this machine alone.
    case address
    /// The name of a time zone.
    case timeZone
    /// One of a few words, and what such a word is called.
    case choice(String, of: [String])
    /// The path of a program.
    case program
    /// Some of a few words, and what such a word is called: a list in the file, else one text with commas.
    case words(String, of: [String])
    /// Host patterns: a list in the file, else one text with commas.
    case hosts
    /// Patterns of models' ids: a list in the file, else one text with commas.
    case models

    /// Whether the file may have a list.
    var isList: Bool {
        switch self {
        case .hosts, .models, .words: true
        case .folder, .socket, .url, .model, .number, .limit, .duration, .dollars, .address, .timeZone, .choice,
            .program:
            false
        }
    }

    /// How a value is written, as advice.
    var example: String {
        switch self {
        case .folder: "write a path such as /srv/promptd/inbox"
        case .socket: "write a path such as /run/promptd/control.sock"
        case .url: "write an address such as https://example.com"
        case .model: "write an id such as vendor/model"
        case .number: "write a whole number"
        case .limit: "write a whole number, or auto"
        case .duration: "write a time such as 500ms, 2s, 1m or 1h"
        case .dollars: "write an amount such as 5 or 2.50"
        case .address: PageAddress.advice
        case .timeZone: "write a name such as Europe/Berlin"
        case .choice(_, let words): "write one of \(words.joined(separator: ", "))"
        case .program: "write a path such as /etc/promptd/hooks/ntfy.sh"
        case .words(_, let words): "write some of \(words.joined(separator: ", ")), with commas between them, or a list"
        case .hosts: "write hosts with commas between them, or a list of them"
        case .models: "write models' ids with commas between them, or a list of them; * stands for anything"
        }
    }

    /// What a shell offers for a value; `nil` for nothing but files.
    var completion: CompletionKind? {
        switch self {
        case .folder: .directory
        case .socket, .program: .file()
        case .choice(_, let words), .words(_, let words): .list(words)
        case .limit: .list(["auto"])
        case .url, .model, .number, .duration, .dollars, .address, .timeZone, .hosts, .models: nil
        }
    }

    /// What `--help` calls a value.
    var valueName: String {
        switch self {
        case .folder: "dir"
        case .socket: "path"
        case .url: "url"
        case .model: "id"
        case .number, .limit: "n"
        case .duration: "time"
        case .dollars: "amount"
        case .address: "address"
        case .timeZone: "zone"
        case .choice(let name, _): name
        case .program: "file"
        case .hosts, .models, .words: "list"
        }
    }
}

/// Why the page is not served, told for a person.
struct PageError: Error, CustomStringConvertible {
    let description: String
}

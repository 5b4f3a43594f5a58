/// What is wrong with a value, in words that go on after its member's name.
struct ValueFault: Error, Equatable {
    var code: Rejection.Code
    var message: String
    var hint: String

    init(_ code: Rejection.Code, _ message: String, _ hint: String) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}

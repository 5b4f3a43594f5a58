import Testing

/// The built program, driven as a user drives it: through files, signals, exit codes.
///
/// One after the other: each test starts a daemon and a sandbox that renders pictures.
@Suite(.serialized)
enum EndToEnd {}

import ArgumentParser

/// The version of this promptd, as sidecars and `--version` give it.
enum Version {
    static let current = "0.1.0"
}

package import PromptCore

extension JobState.Name: Codable {}

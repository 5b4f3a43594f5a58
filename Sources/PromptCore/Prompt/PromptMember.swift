/// The members a prompt file may have at the top.
package enum PromptMember: String, CaseIterable, Sendable {
    case schema = "$schema"
    case text
    case imageSize = "image_size"
    case seed
    case imageCount = "sequential_image_generation_options"
    case optimization = "optimize_prompt_options"
    case daemon = "promptd"

    /// Where people coming from other tools look for it; keys are folded as `Spelling` does.
    static let aliases: [String: String] = [
        "prompt": "text", "description": "text", "caption": "text", "positiveprompt": "text", "input": "text",
        "textprompt": "text", "prompttext": "text", "query": "text", "content": "text", "contents": "text",
        "message": "text", "messages": "text", "prompts": "text", "texts": "text", "textprompts": "text",
        "inputtext": "text", "positiveprompts": "text",
        "size": "image_size", "aspectratio": "image_size", "ratio": "image_size", "resolution": "image_size",
        "dimensions": "image_size", "width": "image_size", "height": "image_size", "aspect": "image_size",
        "imageratio": "image_size", "imageaspectratio": "image_size", "outputsize": "image_size", "sizes": "image_size",
        "n": Self.imageCount.rawValue, "count": Self.imageCount.rawValue, "numimages": Self.imageCount.rawValue,
        "numberofimages": Self.imageCount.rawValue, "imagecount": Self.imageCount.rawValue,
        "maximages": Self.imageCount.rawValue, "images": Self.imageCount.rawValue,
        "batchsize": Self.imageCount.rawValue, "sequential": Self.imageCount.rawValue,
        "sequentialimagegeneration": Self.imageCount.rawValue, "numoutputs": Self.imageCount.rawValue,
        "samplecount": Self.imageCount.rawValue, "numsamples": Self.imageCount.rawValue,
        "niter": Self.imageCount.rawValue, "candidatecount": Self.imageCount.rawValue,
        "imagesperprompt": Self.imageCount.rawValue, "numimagesperprompt": Self.imageCount.rawValue,
        "batch": Self.imageCount.rawValue, "batchcount": Self.imageCount.rawValue, "nimages": Self.imageCount.rawValue,
        "numbatches": Self.imageCount.rawValue, "samples": Self.imageCount.rawValue,
        "numresults": Self.imageCount.rawValue, "numberofoutputs": Self.imageCount.rawValue,
        "numberofresults": Self.imageCount.rawValue, "quantity": Self.imageCount.rawValue,
        "optimize": Self.optimization.rawValue, "optimizeprompt": Self.optimization.rawValue,
        "quality": Self.optimization.rawValue, "mode": Self.optimization.rawValue,
        "randomseed": "seed", "noiseseed": "seed",
        "model": "promptd.model", "modelid": "promptd.model", "modelname": "promptd.model",
        "labels": "promptd.labels", "tags": "promptd.labels",
        "metadata": "promptd.labels", "priority": "promptd.priority", "notbefore": "promptd.not_before",
        "schedule": "promptd.not_before", "idempotencykey": "promptd.id", "promptid": "promptd.id",
    ]

    /// The member that a name is, or is for other tools; `nil` if there is none.
    static func meaning(of name: String) -> String? {
        Self(rawValue: name)?.rawValue ?? Self.aliases[Spelling.folded(name)]
    }
}

import PromptCore
import Testing

@Suite struct OutputLinkTests {
    @Test(arguments: [
        ("https://a.example/1.png", "png"), ("https://a.example/b/1.tar.GLB?sign=a/b.c#d.e", "glb"),
        ("https://a.example/1.mp4#t=1.5", "mp4"), ("https://a.example/b.c/1", nil), ("https://a.example/1.", nil),
        ("https://a.example/1.p%6Eg", nil), ("https://a.example/1.a-long-one", nil), ("https://a.example/", nil),
        ("https://a.example/1.muchtoolong", nil), ("1.é", nil), ("", nil),
    ])
    func declaresAnExtension(url: String, ext: String?) {
        #expect(OutputLink(kind: .image, url: url).declaredExtension == ext)
    }
}

import PromptTesting
import Testing

@testable import promptd

struct UnitExaminationTests {
    private static let packaged = """
        # The daemon.
        [Unit]
        Description=Turn prompt files into images
        [Service]
        ExecStart=/usr/bin/promptd run \\
          --config /etc/promptd/promptd.yaml
        LimitCORE=0
        UMask=0007
        """

    /// Catches a difference that is not told, and one that is none.
    @Test
    func differences() {
        let packaged = UnitFile(Self.packaged)
        let same = UnitFile(
            "; mine\n[Unit]\nDescription = Turn prompt files into images\n[Service]\nUMask=0007\n"
                + "LimitCORE=0\nExecStart=/usr/bin/promptd run    --config /etc/promptd/promptd.yaml"
        )
        #expect(packaged.assignments.count == 4)
        #expect(same.differences(from: packaged).isEmpty == false, "white space within a value counts")
        let older = UnitFile(Self.packaged.replacing("LimitCORE=0\n", with: "").replacing("0007", with: "0077"))
        #expect(older.differences(from: packaged) == ["Service.LimitCORE", "Service.UMask"])
    }

    /// Catches a unit that hides the packaged one, and a drop-in that takes a protection away, that are called right.
    @Test
    func whatLiesOverThePackagedUnit() throws {
        let folder = try TemporaryFolder()
        for name in ["lib", "etc", "etc/promptd.service.d"] { try folder.makeFolder(.init(name)) }
        let examination = UnitExamination(packaged: folder.path(of: "lib"), own: [folder.path(of: "etc")])
        #expect(examination.findings.isEmpty, "there is no package")
        try folder.write(Self.packaged, to: "lib/promptd.service")
        #expect(examination.findings.map(\.level) == [.ok])
        try folder.write("[Service]\nBindPaths=/data:/srv/promptd\n", to: "etc/promptd.service.d/data.conf")
        let dropIn = try #require(examination.findings.first)
        #expect(dropIn.level == .ok && dropIn.text.contains("Service.BindPaths"))
        try folder.write("[Service]\nLimitCORE=infinity\n", to: "etc/promptd.service.d/core.conf")
        #expect(examination.findings.map(\.level) == [.warning, .ok])
        try folder.write(Self.packaged.replacing("0007", with: "0022"), to: "etc/promptd.service")
        let copy = try #require(examination.findings.first)
        #expect(copy.level == .warning && copy.text.contains("Service.UMask"), "\(copy)")
    }
}

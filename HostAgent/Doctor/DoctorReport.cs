namespace OrleansOps.HostAgent.Doctor;

/// <summary>Everything that was found, as `ops-agent doctor --json` prints it.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Failed">How many checks failed.</param>
/// <param name="Warned">How many ended with a warning.</param>
/// <param name="Findings">Each of them.</param>
internal sealed record DoctorReport(string Version, int Failed, int Warned, IReadOnlyList<Finding> Findings)
{
    public static DoctorReport Of(string version, IReadOnlyList<Finding> findings) =>
        new(version, findings.Count(finding => finding.Verdict == Verdict.Fail), findings.Count(finding => finding.Verdict == Verdict.Warn), findings);
}

namespace OrleansOps.HostAgent.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">Which: one of the names in docs/operations.md.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Sentence">What is so, in one sentence.</param>
/// <param name="Mend">What to do about it; null where nothing is to be done.</param>
internal sealed record Finding(string Check, Verdict Verdict, string Sentence, string? Mend = null)
{
    public static Finding Ok(string check, string sentence) => new(check, Verdict.Ok, sentence);

    public static Finding Warn(string check, string sentence, string mend) => new(check, Verdict.Warn, sentence, mend);

    public static Finding Fail(string check, string sentence, string mend) => new(check, Verdict.Fail, sentence, mend);
}

namespace OrleansOps.Api;

/// <summary>Why a request was refused, as one of <see cref="ProblemCodes"/>. The code and its status keep their meaning for ever; what a problem says in words may change.</summary>
/// <param name="Code">What a program reads, such as "unknown-agent".</param>
/// <param name="Status">HTTP status that it is sent with.</param>
/// <param name="Meaning">What is wrong, in one sentence, whatever it is about this time.</param>
/// <param name="Advice">What to do, in one sentence.</param>
public sealed record ProblemCode(string Code, int Status, string Meaning, string Advice)
{
    /// <summary>The status where the thing is named by the address, not by the body; null where that makes no difference.</summary>
    public int? StatusInAddress { get; init; }
}

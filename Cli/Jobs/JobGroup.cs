namespace OrleansOps.Cli;

/// <summary>Hosts of a job with which it went alike.</summary>
/// <param name="Hosts">How many.</param>
/// <param name="Phase">How their tasks ended; null until they have.</param>
/// <param name="LastLine">With --by last-line.</param>
/// <param name="OutputSha256">With --by output.</param>
/// <param name="Output">With --by output: how it begins.</param>
/// <param name="OutputCut">Only the beginning was compared.</param>
/// <param name="Some">The first of them.</param>
internal sealed record JobGroup(
    int Hosts,
    string State,
    IReadOnlyList<JobGroupHost> Some,
    string? Phase = null,
    int? ExitCode = null,
    string? LastLine = null,
    string? OutputSha256 = null,
    string? Output = null,
    long? OutputBytes = null,
    bool? OutputCut = null);

using System.ComponentModel;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>Hosts of a job with which it went alike.</summary>
public sealed record JobGroup
{
    [Description("How many hosts are in it.")]
    public required int Hosts { get; init; }

    public required JobHostState State { get; init; }

    [Description("How their tasks ended; null until they have.")]
    public TaskPhase? Phase { get; init; }

    public int? ExitCode { get; init; }

    [Description("by=lastLine: the last line that is not empty, of either stream, without colours; at most 200 characters.")]
    public string? LastLine { get; init; }

    [Description("by=output: SHA-256 of the standard output and the standard error of the newest attempt, each for itself.")]
    public string? OutputSha256 { get; init; }

    [Description("by=output: how many bytes that were.")]
    public long? OutputBytes { get; init; }

    [Description("by=output: how it begins, standard output first; at most 2,000 characters.")]
    public string? Output { get; init; }

    [Description("by=output: only the first 262,144 bytes of each stream were compared.")]
    public bool? OutputCut { get; init; }

    [Description("The first 20 of them, in the order of their turns.")]
    public required IReadOnlyList<JobGroupHost> Some { get; init; }
}

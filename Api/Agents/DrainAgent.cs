using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Why a host gets no new tasks.</summary>
public sealed record DrainAgent
{
    [Description("In words, for whoever waits for the host: 1 to 200 printable characters.")]
    public string? Reason { get; init; }
}

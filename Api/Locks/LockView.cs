using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A lock that a task has.</summary>
public sealed record LockView
{
    [Description("What it is called: its name, and for a lock of one host '@' and the host's id.")]
    public required string Id { get; init; }

    [Description("What tasks call it: name, or host:name.")]
    public required string Lock { get; init; }

    [Description("The host whose lock it is; left out of one of the whole fleet.")]
    public AgentName? Agent { get; init; }

    public required LockHolder Holder { get; init; }

    [Description("How many tasks wait for it in its line.")]
    public required int Waiting { get; init; }

    [Description("The tasks that wait, the next one first. Left out of lists.")]
    public IReadOnlyList<LockWaiter>? Line { get; init; }
}

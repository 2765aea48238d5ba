using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A Terraform workspace as it stands.</summary>
public sealed record WorkspaceView
{
    public required string Id { get; init; }

    [Description("The newest version of its state; left out: nothing was written yet.")]
    public StateVersionView? Newest { get; init; }

    [Description("How many versions are kept.")]
    public required int Versions { get; init; }

    [Description("What its versions take in the store.")]
    public required long StoredBytes { get; init; }

    [Description("Who has it locked; left out: nobody.")]
    public StateLockView? Lock { get; init; }

    [Description("The last lock that was taken away from its holder.")]
    public LockBreakView? LastBreak { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

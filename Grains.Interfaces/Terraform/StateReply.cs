namespace OrleansOps.Terraform;

/// <summary>What became of a state that was written.</summary>
/// <param name="Newest">The newest version as it stands now; null: there is none.</param>
/// <param name="Lock">Who has the workspace locked.</param>
/// <param name="LastBreak">The last lock that was taken away from its holder.</param>
[GenerateSerializer, Immutable, Alias("ops.StateReply")]
public sealed record StateReply(
    [property: Id(0)] StateWriteStatus Status, [property: Id(1)] StateVersion? Newest = null, [property: Id(2)] StateLock? Lock = null, [property: Id(3)] LockBreak? LastBreak = null);

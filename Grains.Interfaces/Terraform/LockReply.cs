namespace OrleansOps.Terraform;

/// <summary>What became of a lock.</summary>
/// <param name="Lock">Who has it now; where it was broken, who had it. Null: nobody.</param>
[GenerateSerializer, Immutable, Alias("ops.LockReply")]
public sealed record LockReply([property: Id(0)] LockStatus Status, [property: Id(1)] StateLock? Lock = null);

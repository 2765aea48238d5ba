namespace OrleansOps.Locks;

/// <summary>The answer to a task that wants a lock.</summary>
/// <param name="Term">Above 0: it has it, under this number.</param>
/// <param name="Holder">Who has it.</param>
[GenerateSerializer, Immutable, Alias("ops.LockAnswer")]
public sealed record LockAnswer([property: Id(0)] long Term, [property: Id(1)] LockHolder Holder);

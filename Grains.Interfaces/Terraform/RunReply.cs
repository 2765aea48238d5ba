namespace OrleansOps.Terraform;

/// <summary>What became of a run that was submitted.</summary>
/// <param name="Run">As it stands; null where it was refused and there is none of that id.</param>
[GenerateSerializer, Immutable, Alias("ops.RunReply")]
public sealed record RunReply([property: Id(0)] RunStatus Status, [property: Id(1)] RunView? Run = null);

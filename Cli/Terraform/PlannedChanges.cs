namespace OrleansOps.Cli;

/// <summary>What a plan would change, without what is sensitive.</summary>
internal sealed record PlannedChanges(IReadOnlyList<ResourceChange> Resources, IReadOnlyList<AttributeChange> Outputs, int Left = 0);

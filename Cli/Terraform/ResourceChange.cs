namespace OrleansOps.Cli;

/// <summary>What would become of one resource.</summary>
internal sealed record ResourceChange(string Address, string Action, IReadOnlyList<AttributeChange> Attributes);

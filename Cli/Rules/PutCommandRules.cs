namespace OrleansOps.Cli;

/// <summary>All rules that there are to be.</summary>
/// <param name="Version">The one that they are to replace.</param>
internal sealed record PutCommandRules(long Version, IReadOnlyList<PutCommandRule> Rules);

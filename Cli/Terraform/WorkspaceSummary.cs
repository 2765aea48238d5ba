namespace OrleansOps.Cli;

/// <summary>A workspace as it stands in a list.</summary>
internal sealed record WorkspaceSummary(string Id, int Versions, DateTimeOffset ChangedAt, StateVersionView? Newest = null, StateLockView? Lock = null);

namespace OrleansOps.Cli;

/// <summary>Brings the version of this serial back.</summary>
internal sealed record RollBackWorkspace(long Serial);

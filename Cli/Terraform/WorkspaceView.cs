namespace OrleansOps.Cli;

/// <summary>A workspace as the server shows it.</summary>
/// <param name="Versions">How many are kept.</param>
/// <param name="StoredBytes">What they take in the store.</param>
internal sealed record WorkspaceView(
    string Id, int Versions, long StoredBytes, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, StateVersionView? Newest = null, StateLockView? Lock = null, LockBreakView? LastBreak = null);

namespace OrleansOps.Api;

/// <summary>Browsers that are logged in, newest first.</summary>
public sealed record SessionList(IReadOnlyList<SessionView> Items);

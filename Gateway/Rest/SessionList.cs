namespace OrleansOps.Rest;

/// <summary>Browsers that are logged in, newest first.</summary>
internal sealed record SessionList(IReadOnlyList<SessionView> Items);

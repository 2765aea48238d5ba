namespace OrleansOps.Api;

/// <summary>All versions of a workspace's state that are kept, the newest first.</summary>
public sealed record StateVersionList(IReadOnlyList<StateVersionView> Items);

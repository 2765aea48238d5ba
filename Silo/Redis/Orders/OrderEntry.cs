namespace OrleansOps.Redis.Orders;

/// <summary>An order on its way to the store.</summary>
/// <param name="Version">1 for a new one; otherwise the version before its own is stored.</param>
/// <param name="State">How it stands; what was asked for is stored once and apart.</param>
/// <param name="Summary">What lists show of it.</param>
internal sealed record OrderEntry(string Id, long Version, DateTimeOffset Submitted, DateTimeOffset? Ended, byte[] State, byte[] Summary);

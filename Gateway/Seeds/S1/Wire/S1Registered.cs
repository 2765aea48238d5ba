namespace OrleansOps.Seeds.S1.Wire;

/// <summary>The answer to a registration.</summary>
internal sealed record S1Registered(string Id, string Name, string Status, string WsUrl);

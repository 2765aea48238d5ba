namespace OrleansOps.Rest;

/// <summary>One process that hosts grains.</summary>
internal sealed record SiloView(string Name, string Address, string Status, DateTimeOffset? Since, int? Activations);

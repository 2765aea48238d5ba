namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A service is to be started, stopped or started again.</summary>
internal sealed record S2Control(string? Action, string? Reason);

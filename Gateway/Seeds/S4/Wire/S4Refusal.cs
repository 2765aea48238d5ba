namespace OrleansOps.Seeds.S4.Wire;

/// <summary>Why the door of S4 stays shut, as its server says such things.</summary>
internal sealed record S4Refusal(string Detail);

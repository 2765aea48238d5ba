namespace OrleansOps.Seeds.S2.Wire;

/// <summary>How many hosts there are.</summary>
internal sealed record S2Figures(int AgentsOffline, int AgentsOnline, int AgentsTotal, long NowUnixMs);

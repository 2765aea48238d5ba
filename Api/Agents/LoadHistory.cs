using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How a host was doing over time.</summary>
public sealed record LoadHistory(
    [property: Description("How many seconds each point stands for.")] long StepSeconds,
    [property: Description("Oldest first; a while of which nothing is known has none.")] IReadOnlyList<LoadPoint> Points);

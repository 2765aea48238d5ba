using System.Text.Json.Serialization;

namespace OrleansOps.Bench;

/// <summary>One measured value and what it is to be held against.</summary>
/// <param name="Name">The benchmark's name, or that name and a suffix.</param>
/// <param name="Value">The median, unless the name says otherwise.</param>
/// <param name="Unit">Of value and limit.</param>
/// <param name="Limit">The same thing without the product around it, taken in the same run; null where there is none.</param>
/// <param name="Ratio">Value to limit; for paired runs the median of the pairs' ratios.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Limit = null, double? Ratio = null)
{
    /// <summary>What must be reached, as text for the table.</summary>
    [JsonIgnore]
    public string Gate { get; init; } = "";

    /// <summary>What we aim at, as text for the table.</summary>
    [JsonIgnore]
    public string Goal { get; init; } = "";

    /// <summary>Range, spread or circumstances.</summary>
    [JsonIgnore]
    public string Note { get; init; } = "";
}

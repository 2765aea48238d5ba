using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>One sentence as a code and what is filled in, for programs that word it themselves.</summary>
public sealed record Why(
    [property: Description("Stays the same; its sentence may change.")] string Code,
    [property: Description("Times are ISO 8601 in UTC; what ends in Seconds is a duration.")] IReadOnlyDictionary<string, string> Values);

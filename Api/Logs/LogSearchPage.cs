using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What a search has found so far.</summary>
public sealed record LogSearchPage(
    IReadOnlyList<LogMatch> Matches,
    [property: Description("Where to go on; missing when the stored log was searched to its end.")] long? Next,
    [property: Description("Number of the last record that was looked at; 0 if there is none.")] long SearchedTo);

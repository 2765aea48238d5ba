namespace OrleansOps.Tests.Support;

/// <summary>What came of a run.</summary>
/// <param name="Counts">In numbers.</param>
/// <param name="Broken">Each broken promise as a sentence that names the task; empty for a good run.</param>
public sealed record RunVerdict(RunCounts Counts, IReadOnlyList<string> Broken)
{
    private const int Shown = 20;

    public bool IsKept => Broken.Count == 0;

    /// <summary>The counts and the broken promises as a person reads them.</summary>
    public override string ToString() => $"""
        tasks  submitted {Counts.Submitted}, terminal {Counts.Terminal}, lost {Counts.Lost}, doubled {Counts.Doubled}
        lines  expected {Counts.Expected}, stored {Counts.Stored}, missing {Counts.Missing}, doubledLines {Counts.DoubledLines}, dropped and said so {Counts.DroppedLines}
        longestNonTerminalSeconds {Counts.LongestNonTerminalSeconds:0.0} ({Counts.LongestNonTerminalTask})
        {(IsKept ? "every promise was kept" : $"{Broken.Count} broken promises:\n{string.Join('\n', Broken.Take(Shown).Select(what => "  " + what))}")}
        """;
}

using System.Text;
using System.Text.RegularExpressions;
using OrleansOps.Logs;

namespace OrleansOps.Operators.Logs;

/// <summary>What to look for in a log, and where.</summary>
internal sealed record LogSearchQuery(string Text, bool MatchCase, LogStream? Stream, long From, int Limit, Regex? Pattern = null)
{
    /// <summary>Never reached by a line of a log: this kind of expression is read once from left to right.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public StringComparison Comparison => MatchCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(Text);

    public bool IsIn(string line) => Pattern?.IsMatch(line) ?? line.Contains(Text, Comparison);

    /// <summary>Whether a whole batch may be passed over for what it does not hold; an expression has no text to look for.</summary>
    public bool NeedsRecords(ReadOnlySpan<byte> batch) => Pattern is not null || batch.Contains(AnsiText.Escape);   // a colour may stand in the middle of what is looked for

    /// <summary>An expression that is read in time proportional to the log, whatever either says; null where the text is none.</summary>
    public static Regex? PatternOf(string text, bool matchCase)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (matchCase ? RegexOptions.None : RegexOptions.IgnoreCase), Timeout);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

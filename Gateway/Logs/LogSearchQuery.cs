using System.Text;

namespace OrleansOps.Logs;

/// <summary>What to look for in a log, and where.</summary>
internal sealed record LogSearchQuery(string Text, bool MatchCase, LogStream? Stream, long From, int Limit)
{
    public StringComparison Comparison => MatchCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(Text);
}

using System.Text;
using OrleansOps.Logs;
using OrleansOps.Operators.Logs;

namespace OrleansOps.Tests.Gateway.Operators.Logs;

/// <summary>
/// What 64 KB of output made to be costly cost where a log is read and searched. Counted in bytes taken, not in time: they are the same on every machine.
/// What a console does with the same texts is counted in <c>Console/tests/hostile.test.ts</c>.
/// </summary>
public sealed class HostileTextTests
{
    private const int Most = 65_536;
    private const string E = "\u001b";

    public static TheoryData<string, string> Texts => new()
    {
        { "erases to the beginning", new string('x', 30_000) + Times($"{E}[1K", 8_000) },
        { "goes far right and erases", Times($"\rX{E}[4095C{E}[1K", 4_500) },
        { "changes its look at every letter", Times($"{E}[31ma{E}[32mb", 5_400) },
        { "overwrites one line", Times("abcdefg\r", 8_192) },
        { "never ends a sequence", $"{E}]0;{new string('x', 65_000)}" },
        { "never ends the numbers of a sequence", $"{E}[{new string('0', 32_000)}{new string(' ', 32_000)}" },
        { "begins sequences only", Times($"{E}[", 32_768) },
        { "begins titles only", Times($"{E}]", 32_768) },
        { "ends lines only", new string('\n', Most) },
        { "is no text", Encoding.Latin1.GetString([.. Enumerable.Repeat((byte)0xFF, Most)]) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ItCostsNoMoreThanInProportion(string name, string text)
    {
        Assert.False(string.IsNullOrEmpty(name));
        Take(text);   // what is made once is no part of it

        Assert.InRange(Take(text), 0, 256L * Most);   // a line end is a record, and is looked at by every query
    }

    /// <summary>Bytes that reading, cleaning and searching it take.</summary>
    private static long Take(string text)
    {
        var batch = new StoredBatch { Seq = 1, Records = 1, Attempt = 1, Stream = LogStream.Stdout, Offset = 0, At = DateTimeOffset.UnixEpoch, Bytes = Encoding.UTF8.GetBytes(text) };
        var search = new LogSearchQuery("aXa", MatchCase: false, null, 1, 100);
        var patterns = ((string[])["(a+)+$", "(x|x)*y", ".*.*=.*", "^(a|ab)*c"]).Select(pattern => search with { Pattern = LogSearchQuery.PatternOf(pattern, matchCase: false) }).ToList();
        Assert.All(patterns, pattern => Assert.NotNull(pattern.Pattern));
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var record in LogText.Records(batch, 1, Encoding.UTF8))
        {
            var plain = AnsiText.Plain(record.Text);
            _ = search.IsIn(plain);
            foreach (var pattern in patterns)
            {
                _ = pattern.IsIn(plain);
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times))[..Math.Min(Most, text.Length * times)];
}

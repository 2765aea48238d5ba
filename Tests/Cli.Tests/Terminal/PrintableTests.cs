using OrleansOps.Platform;

namespace OrleansOps.Cli.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain text, na\u00efve, \u6f22\u5b57", "plain text, na\u00efve, \u6f22\u5b57")]
    [InlineData("\u001b[31mred", "\\x1b[31mred")]
    [InlineData("a\nb\r\tc", "a\\nb\\r\\tc")]
    [InlineData("\u009b2J", "\\x9b2J")]
    [InlineData("abc\u202edcba", "abc\\u202edcba")]
    [InlineData("zero\u200bwidth", "zero\\u200bwidth")]
    [InlineData("line\u2028end", "line\\u2028end")]
    [InlineData(null, "")]
    public void Of_NothingThatMovesTheCursor(string? text, string safe) => Assert.Equal(safe, Printable.Of(text));
}

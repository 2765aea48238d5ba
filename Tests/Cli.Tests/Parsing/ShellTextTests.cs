using System.Diagnostics;

namespace OrleansOps.Cli.Tests;

public sealed class ShellTextTests
{
    [Theory]
    [InlineData("plain-1.txt", "plain-1.txt")]
    [InlineData("", "''")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", @"'it'\''s'")]
    public void Quote_OnlyWhereNeeded(string word, string quoted) => Assert.Equal(quoted, ShellText.Quote(word));

    [Theory]
    [InlineData("$HOME `id` \"x\" 'y' \\ * ? # & ; | < > ~ !")]
    [InlineData("line\nline\ttab")]
    [InlineData("-n")]
    public async Task Quote_AShellReadsTheSameWord(string word)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"printf %s {ShellText.Quote(word)}"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;

        var read = await shell.StandardOutput.ReadToEndAsync();

        Assert.Equal(word, read);
    }
}

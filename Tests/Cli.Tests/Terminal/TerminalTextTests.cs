using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain, na\u00efve, \u6f22\u5b57, \U0001f469\u200d\U0001f680\tand\r\n", "plain, na\u00efve, \u6f22\u5b57, \U0001f469\u200d\U0001f680\tand\r\n")]
    [InlineData("\u001b[1;31mred\u001b[0m \u001b[38:2::1:2:3mrgb\u001b[m", "\u001b[1;31mred\u001b[0m \u001b[38:2::1:2:3mrgb\u001b[m")]
    [InlineData("\u001b]52;c;cm0gLXJmIC8=\u0007", "\\x1b]52;c;cm0gLXJmIC8=\\x07")]
    [InlineData("\u001b]0;a title\u001b\\", "\\x1b]0;a title\\x1b\\")]
    [InlineData("\u001b[2J\u001b[1;1H", "\\x1b[2J\\x1b[1;1H")]
    [InlineData("\u001b[?1049h", "\\x1b[?1049h")]
    [InlineData("\u001b[>4;1m", "\\x1b[>4;1m")]
    [InlineData("\u001b[6n\u001bc\u001bP+q\u001b\\", "\\x1b[6n\\x1bc\\x1bP+q\\x1b\\")]
    [InlineData("\u009b2J\u009d0;t\u009c", "\\x9b2J\\x9d0;t\\x9c")]
    [InlineData("back\b\b\bspace\u000b\u000c\u000e\u007f\0", "back\\x08\\x08\\x08space\\x0b\\x0c\\x0e\\x7f\\x00")]
    [InlineData("abc\u202edcba\u2069\u2028", "abc\\u202edcba\\u2069\\u2028")]
    [InlineData("\u001b", "\\x1b")]
    [InlineData("\u001b[", "\\x1b[")]
    [InlineData("\u001b[3\u001b[2J", "\\x1b[3\\x1b[2J")]
    [InlineData("\u001b[8mhidden", "\u001b[8mhidden\u001b[0m")]
    public void Pass_NothingThatATerminalObeysButColours(string text, string safe)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(safe, Shown([bytes]));
        Assert.Equal(safe, Shown(bytes.Select(one => (byte[])[one])));   // in whatever pieces it comes
    }

    [Fact]
    public void Pass_BytesThatAreNoText_AreWrittenOut() =>
        Assert.Equal("caf\\xe9 \\x9b2J \\xff\\xc3", Shown([[.. "caf"u8, 0xe9, .. " "u8, 0x9b, .. "2J "u8, 0xff, 0xc3]]));

    [Fact]
    public void Pass_ASequenceWithoutEnd_IsNotKept()
    {
        var numbers = new string('1', 100_000);

        Assert.Equal($"\\x1b[{numbers}", Encoding.UTF8.GetString(new TerminalText().Pass(Encoding.UTF8.GetBytes($"\u001b[{numbers}"))));
    }

    private static string Shown(IEnumerable<byte[]> pieces)
    {
        var text = new TerminalText();
        var shown = new List<byte>();
        foreach (var piece in pieces)
        {
            shown.AddRange(text.Pass(piece));
        }

        shown.AddRange(text.Finish());
        return Encoding.UTF8.GetString([.. shown]);
    }
}

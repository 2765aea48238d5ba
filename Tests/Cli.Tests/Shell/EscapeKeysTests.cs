using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class EscapeKeysTests
{
    [Theory]
    [InlineData("ls\r", "ls\r", false)]
    [InlineData("~.", "", true)]
    [InlineData("ls\r~.rest", "ls\r", true)]
    [InlineData("a~.", "a~.", false)]
    [InlineData("~~.", "~.", false)]
    [InlineData("~x", "~x", false)]
    [InlineData("cd ~\r~/a", "cd ~\r~/a", false)]
    [InlineData("\r~\r~.", "\r~\r", true)]
    public void Read_WhatIsMeantForTheHost(string keys, string typed, bool leaves) => Assert.Equal((typed, leaves), Read(keys, together: true));

    [Theory]
    [InlineData("ls\r~.", "ls\r", true)]
    [InlineData("~~.\r~x", "~.\r~x", false)]
    public void Read_KeyByKey_IsTheSame(string keys, string typed, bool leaves) => Assert.Equal((typed, leaves), Read(keys, together: false));

    private static (string Typed, bool Leaves) Read(string keys, bool together)
    {
        var (escape, typed, leaves) = (new EscapeKeys(), "", false);
        foreach (var part in together ? [keys] : keys.Select(key => $"{key}"))
        {
            var (read, isLeaving) = escape.Read(Encoding.ASCII.GetBytes(part));
            (typed, leaves) = (typed + Encoding.ASCII.GetString(read), leaves || isLeaving);
        }

        return (typed, leaves);
    }
}

using System.Globalization;

namespace OrleansOps.Cli.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5_400)]
    [InlineData("2d", 172_800)]
    [InlineData("1d2h3m4s", 93_784)]
    public void Parse_Accepts(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10 m")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("30m1h")]
    [InlineData("1h30")]
    [InlineData("10m10m")]
    [InlineData("ten")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999999999d")]
    public void Parse_Refuses(string text) => Assert.Null(Durations.Parse(text));

    [Theory]
    [InlineData("00:00:00", "0s")]
    [InlineData("00:00:00.2", "200ms")]
    [InlineData("00:00:59.9", "59s")]
    [InlineData("00:10:00", "10m")]
    [InlineData("01:30:59", "1h30m")]
    [InlineData("2.00:00:01", "2d1s")]
    public void Show_TwoLargestUnits(string time, string shown) => Assert.Equal(shown, Durations.Show(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    [Fact]
    public void WhatIsShownIsReadAgain()
    {
        for (var seconds = 1; seconds < 1_000_000; seconds += 977)
        {
            var shown = Durations.Show(TimeSpan.FromSeconds(seconds));
            Assert.Equal(shown, Durations.Show(Durations.Parse(shown)!.Value));
        }
    }
}

using OrleansOps.Platform;

namespace OrleansOps.Cli.Tests;

public sealed class SizesTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("65536", 65_536)]
    [InlineData("500K", 512_000)]
    [InlineData("10m", 10_485_760)]
    [InlineData("2G", 2_147_483_648)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("1gb", 1_073_741_824)]
    [InlineData("1T", 1_099_511_627_776)]
    public void Parse_Accepts(string text, long bytes) => Assert.Equal(bytes, Sizes.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("1 K")]
    [InlineData("-1")]
    [InlineData("1.5G")]
    [InlineData("1B")]
    [InlineData("1KK")]
    [InlineData("1E")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999999T")]
    public void Parse_Refuses(string text) => Assert.Null(Sizes.Parse(text));
}

using OrleansOps.Operators.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

/// <summary>Whatever is written there: it is read as what it says or not at all, and what was read is written so that it is read the same.</summary>
public sealed class SettingRulesTests
{
    private const string Letters = "0123456789abcdeilorst:- .+-/$_@\0\n\u0661\u202e";

    [Theory]
    [InlineData("022", 18)]
    [InlineData("0777", 511)]
    [InlineData("000", 0)]
    [InlineData("1000", null)]
    [InlineData("22", null)]
    [InlineData("089", null)]
    [InlineData("\u0661\u0662\u0663", null)]
    public void Umask_OctalDigits(string text, int? expected) => Assert.Equal(expected, SettingRules.Umask(text));

    [Theory]
    [InlineData("idle", IoClass.Idle, 0)]
    [InlineData("best-effort", IoClass.BestEffort, 4)]
    [InlineData("realtime:0", IoClass.Realtime, 0)]
    public void IoNice_ClassAndPlace(string text, IoClass io, int level) => Assert.Equal((io, level), SettingRules.IoNice(text));

    [Fact]
    public void EveryText_IsReadAsItself_OrNotAtAll()
    {
        var random = new Random(20261129);
        string[] heads = ["", "idle", "best-effort:", "realtime:", "0", "Europe/", "app"];
        for (var i = 0; i < 200_000; i++)
        {
            var text = heads[random.Next(heads.Length)] + new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => Letters[random.Next(Letters.Length)])]);
            Assert.True(SettingRules.Umask(text) is not { } mask || (mask is >= 0 and <= 511 && SettingRules.Umask(SettingRules.Umask(mask)) == mask && Convert.ToInt32(text, 8) == mask), text);
            Assert.True(SettingRules.IoNice(text) is not { } io || (io.Level is >= 0 and <= 7 && SettingRules.IoNice(SettingRules.IoNice((int)io.Class, io.Level)) == io && text.StartsWith(SettingRules.IoNice((int)io.Class, io.Level)!.Split(':')[0], StringComparison.Ordinal)), text);
            Assert.True(!AccountNames.IsAccount(text) || (text[0] is not '-' and not '.' && text.IndexOfAny([' ', '/', ':', '\0', '\n']) < 0), text);
            Assert.True(!AccountNames.IsTimeZone(text) || (text[0] != '/' && !text.Contains("..", StringComparison.Ordinal) && text.IndexOfAny([' ', '\0', '\n', '.']) < 0), text);
        }
    }

    [Fact]
    public void EveryMask_IsWrittenAndReadTheSame() => Assert.All(Enumerable.Range(0, 512), mask => Assert.Equal(mask, SettingRules.Umask(SettingRules.Umask((int?)mask))));
}

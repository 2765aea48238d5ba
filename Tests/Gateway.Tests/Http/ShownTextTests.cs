using OrleansOps.Http;

namespace OrleansOps.Tests.Gateway.Http;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("web-1.example.org")]
    [InlineData("Büro 2 (alt)")]
    [InlineData("主机-7")]
    [InlineData("เครื่องที่ ๑")]
    [InlineData("सर्वर-१")]
    [InlineData("🚀 rocket")]
    public void IsName_WhatPeopleCallTheirHosts(string text) => Assert.True(ShownText.IsName(text));

    [Theory]
    [InlineData("\u0000")]
    [InlineData("\u001b")]
    [InlineData("\u0085")]
    [InlineData("\u00ad")]
    [InlineData("\u034f")]
    [InlineData("\u115f")]
    [InlineData("\u180e")]
    [InlineData("\u200b")]
    [InlineData("\u200d")]
    [InlineData("\u200f")]
    [InlineData("\u2028")]
    [InlineData("\u202e")]
    [InlineData("\u2060")]
    [InlineData("\u2066")]
    [InlineData("\u2800")]
    [InlineData("\u3164")]
    [InlineData("\ue000")]
    [InlineData("\ufeff")]
    [InlineData("\uffa0")]
    [InlineData("\ufff9")]
    [InlineData("\uffff")]
    [InlineData("\U000E0041")]
    [InlineData("\U000E0100")]
    [InlineData("\U000F0000")]
    [InlineData("\U0001D173")]
    public void IsPrintable_WhatNothingShowsIsNot(string character)
    {
        Assert.False(ShownText.IsPrintable("a" + character + "b"));
        Assert.False(ShownText.IsName("a" + character + "b"));
    }

    [Fact]
    public void IsPrintable_HalfACharacterIsNot()
    {
        Assert.False(ShownText.IsPrintable(['a', '\ud83d']));
        Assert.False(ShownText.IsPrintable(['\ude80', 'a']));
    }

    [Theory]
    [InlineData("e\u0301")]
    [InlineData("a\u20dd")]
    [InlineData("a\ufe0f")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u3000b")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData(" ")]
    public void IsName_WhatLooksLikeAnotherIsNot(string text) => Assert.False(ShownText.IsName(text));
}

namespace OrleansOps.Locks;

public sealed class LockNamesTests
{
    [Theory]
    [InlineData("deploy-web", true)]
    [InlineData("host:deploy-web", true)]
    [InlineData("7.of_9", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("host:", false)]
    [InlineData("Host:deploy", false)]
    [InlineData("host:host:deploy", false)]
    [InlineData("-deploy", false)]
    [InlineData("de ploy", false)]
    [InlineData("deploy@web-1", false)]
    [InlineData("schloß", false)]
    public void WhatATaskMayName(string? text, bool may) => Assert.Equal(may, LockNames.IsLock(text));

    [Fact]
    public void TheLongest_IsOf64Characters()
    {
        Assert.True(LockNames.IsLock("host:" + new string('a', 64)));
        Assert.False(LockNames.IsLock(new string('a', 65)));
    }

    [Theory]
    [InlineData("deploy", "deploy", "deploy", null)]
    [InlineData("host:deploy", "deploy@agent-1", "deploy", "agent-1")]
    public void AnIdSaysNameAndHost(string text, string id, string name, string? host)
    {
        Assert.Equal(id, LockNames.Id(text, "agent-1"));
        Assert.Equal((name, host), LockNames.Read(id)!.Value);
    }

    [Theory]
    [InlineData("deploy@")]
    [InlineData("@agent-1")]
    [InlineData("deploy@one@two")]
    [InlineData("host:deploy")]
    public void WhatIsNoId_IsNotRead(string id) => Assert.Null(LockNames.Read(id));
}

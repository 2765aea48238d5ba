using OrleansOps.Operators.Live;

namespace OrleansOps.Tests.Gateway.Operators.Live;

public sealed class ChangeLogTests
{
    [Fact]
    public void After_GivesTheNewestOfEachInTheOrderOfTheirChange()
    {
        var log = new ChangeLog<string>(type: null, most: 10);
        log.Set("a", "1");
        log.Set("b", "1");
        var place = log.Newest;
        log.Set("c", "1");
        log.Set("a", "2");
        log.Set("c", null);

        Assert.Equal(["b", "a", "c"], log.After(0, 10).Select(change => change.Id));
        Assert.Equal([("a", "2"), ("c", null)], log.After(place, 10).Select(change => (change.Id, change.View)));
        Assert.Equal(["b", "a"], log.After(0, 2).Select(change => change.Id));
        Assert.Empty(log.After(log.Newest, 10));
        Assert.Equal(["b", "a"], log.Ids());
    }

    [Fact]
    public void Set_BeyondTheLimitTellsWhoMustBeginAgain()
    {
        var log = new ChangeLog<string>(type: null, most: 2);
        log.Set("a", "1");
        log.Set("b", "1");
        Assert.Equal(0, log.LostTo);

        log.Set("c", "1");

        Assert.Equal(1, log.LostTo);
        Assert.Equal(["b", "c"], log.After(0, 10).Select(change => change.Id));
        log.Lose();
        Assert.Equal(log.Newest, log.LostTo);
        Assert.Equal(2, log.After(0, 10).Count);
    }

    [Fact]
    public async Task WaitAfter_EndsWithTheNextAnnouncement()
    {
        var log = new ChangeLog<string>(type: null, most: 2);
        var waiting = log.WaitAfter(log.Newest);
        Assert.False(waiting.IsCompleted);

        log.Set("a", "1");
        log.Announce();

        await waiting.Within("the reader is woken");
        Assert.True(log.WaitAfter(0).IsCompleted);
    }
}

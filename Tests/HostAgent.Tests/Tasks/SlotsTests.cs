using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests.Tasks;

public sealed class SlotsTests
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    [Fact]
    public async Task Take_WhoCameFirstRunsFirst_AndWhoGaveUpIsSkipped()
    {
        var slots = new Slots(1);
        var givenUp = new TaskCompletionSource();
        Assert.True(await slots.Take(Never));
        var (second, third, fourth) = (slots.Take(Never), slots.Take(givenUp.Task), slots.Take(Never));

        givenUp.SetResult();
        Assert.False(await third);
        slots.Release();
        Assert.True(await second);
        Assert.False(fourth.IsCompleted);
        slots.Release();
        Assert.True(await fourth);
    }

    [Fact]
    public async Task Resize_WhoWaitsGetsWhatIsNew_AndWithFewerWhoHasOneKeepsIt()
    {
        var slots = new Slots(1);
        Assert.True(await slots.Take(Never));
        var (second, third) = (slots.Take(Never), slots.Take(Never));

        slots.Resize(2);
        Assert.True(await second);
        Assert.False(third.IsCompleted);
        slots.Resize(1);
        slots.Release();
        Assert.False(third.IsCompleted);
        slots.Release();

        Assert.True(await third);
        Assert.Equal(1, slots.Count);
    }

    [Fact]
    public async Task TakeNow_MoreThanThereAre_OthersWaitUntilTheyAreBack()
    {
        var slots = new Slots(1);
        slots.TakeNow();
        slots.TakeNow();
        var next = slots.Take(Never);

        slots.Release();
        Assert.False(next.IsCompleted);
        slots.Release();

        Assert.True(await next);
    }
}

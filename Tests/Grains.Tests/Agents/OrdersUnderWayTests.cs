namespace OrleansOps.Agents;

public sealed class OrdersUnderWayTests
{
    private readonly OrdersUnderWay _orders = new();

    [Fact]
    public void Sent_AtOnceIfNothingOfTheTaskIsUnderWay()
    {
        _orders.Add("other", new TaskCompletionSource().Task);

        Assert.True(_orders.Sent("t").IsCompleted);
    }

    [Fact]
    public async Task Sent_WaitsForEveryOrderOfTheTask()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        _orders.Add("t", first.Task);
        _orders.Add("t", second.Task);
        var sent = _orders.Sent("t");

        second.SetResult();
        Assert.False(sent.IsCompleted);

        first.SetResult();
        await sent;
    }

    [Fact]
    public async Task AllSent_WaitsForTheNextOrderToo()
    {
        var (first, next) = (new TaskCompletionSource(), new TaskCompletionSource());
        _orders.Add("t", first.Task);
        var all = _orders.AllSent();
        _orders.Add("t", next.Task);

        first.SetResult();
        Assert.False(all.IsCompleted);

        next.SetResult();
        await all;
        Assert.True(_orders.AreNone);
    }

    [Fact]
    public void Add_OneThatIsDoneIsNotKept()
    {
        _orders.Add("t", Task.CompletedTask);

        Assert.True(_orders.AreNone);
    }
}

using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class PendingTasksTests
{
    private readonly PendingTasks _pending = new();

    [Fact]
    public void Take_OldestFirstThenById()
    {
        _pending.Add("b", Some.Time);
        _pending.Add("c", Some.Time.AddSeconds(-1));
        _pending.Add("a", Some.Time);

        Assert.Equal(["c", "a", "b"], Enumerable.Range(0, 3).Select(_ => _pending.Take()!.Value.TaskId));
        Assert.Null(_pending.Take());
    }

    [Fact]
    public void Add_TwiceIsOnce()
    {
        Assert.True(_pending.Add("a", Some.Time));
        Assert.False(_pending.Add("a", Some.Time.AddSeconds(1)));
        Assert.Equal(1, _pending.Count);
    }

    [Fact]
    public void Ahead_CountsThoseBefore()
    {
        _pending.Add("a", Some.Time);
        _pending.Add("b", Some.Time.AddSeconds(1));
        _pending.Add("c", Some.Time.AddSeconds(2));
        _pending.Remove("a");

        Assert.Equal(1, _pending.Ahead("c"));
        Assert.False(_pending.Contains("a"));
    }
}

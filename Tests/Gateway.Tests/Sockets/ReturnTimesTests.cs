using Microsoft.Extensions.Time.Testing;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Tests.Gateway.Sockets;

public sealed class ReturnTimesTests
{
    [Fact]
    public void Next_AFewAreSpreadOverAFewSeconds()
    {
        var returns = new ReturnTimes(1_000, new FakeTimeProvider());

        var seconds = Enumerable.Range(0, 200).Select(_ => returns.Next()).ToList();

        Assert.Equal([1, 2, 3, 4], seconds.Distinct().Order());
    }

    [Fact]
    public void Next_ALargeFleetIsSpreadOverTheTimeThatLettingItInTakes()
    {
        var time = new FakeTimeProvider();
        var returns = new ReturnTimes(1_000, time);

        var seconds = Enumerable.Range(0, 20_000).Select(_ => returns.Next()).ToList();
        Assert.InRange(seconds.Max(), 15, 20);
        Assert.True(seconds.GroupBy(second => second).Max(group => group.Count()) < 8_000, "no second is given to nearly all of them");

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.InRange(returns.Next(), 1, 4);
    }

    [Fact]
    public void Next_IsNeverMoreThanAMinute()
    {
        var returns = new ReturnTimes(1, new FakeTimeProvider());

        Assert.InRange(Enumerable.Range(0, 10_000).Max(_ => returns.Next()), 30, 60);
    }
}

using OrleansOps.HostAgent.Agents;

namespace OrleansOps.AgentTests.Agents;

public sealed class ReconnectDelaysTests
{
    [Fact]
    public void Next_IsAnywhereBelowABoundThatDoublesUpToHalfAMinute()
    {
        var seen = Enumerable.Range(0, 500).Select(seed => new ReconnectDelays(new Random(seed))).Select(delays => Enumerable.Range(0, 8).Select(_ => delays.Next()).ToList()).ToList();

        int[] bounds = [1, 2, 4, 8, 16, 30, 30, 30];
        Assert.All(bounds.Select((bound, i) => (Bound: TimeSpan.FromSeconds(bound), Waits: seen.Select(waits => waits[i]).ToList())), step =>
        {
            Assert.InRange(step.Waits.Max(), step.Bound * 0.9, step.Bound);
            Assert.InRange(step.Waits.Min(), TimeSpan.Zero, step.Bound * 0.1);
        });
    }

    [Fact]
    public void Ended_AfterAStableMinute_StartsAgainFromTheFirstBound()
    {
        var delays = new ReconnectDelays(new Random(1));
        for (var i = 0; i < 10; i++)
        {
            delays.Next();
        }

        delays.Ended(TimeSpan.FromSeconds(59));
        Assert.InRange(Enumerable.Range(0, 50).Max(_ => delays.Next()), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        delays.Ended(TimeSpan.FromSeconds(61));
        Assert.InRange(delays.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}

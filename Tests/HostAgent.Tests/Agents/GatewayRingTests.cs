using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Agents;

public sealed class GatewayRingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    /// <summary>Nobody counts who goes where: it is the shuffling that spreads a fleet.</summary>
    [Fact]
    public void Current_AtTheStart_IsSpreadOverTheGatewaysOfAFleet()
    {
        var firsts = Enumerable.Range(0, 3_000).Select(seed => Name(Ring(3, seed))).CountBy(name => name).ToDictionary();

        Assert.Equal([0, 1, 2], firsts.Keys.Order());
        Assert.All(firsts.Values, count => Assert.InRange(count, 900, 1_100));
    }

    [Fact]
    public void MoveOn_FromALostGateway_GoesToTheOtherAtOnce_EachAgentAtAMomentOfItsOwn()
    {
        var waits = Enumerable.Range(0, 500).Select(seed =>
        {
            var ring = Ring(2, seed);
            var lost = Name(ring);
            ring.Rest(TimeSpan.FromSeconds(30));
            var wait = ring.MoveOn();
            Assert.NotEqual(lost, Name(ring));
            return wait;
        }).ToList();

        Assert.InRange(waits.Max(), Second * 0.9, Second);
        Assert.InRange(waits.Min(), TimeSpan.Zero, Second * 0.1);
    }

    [Fact]
    public void MoveOn_WhenAllWait_WaitsForTheOneThatMayBeTriedFirst()
    {
        var ring = Ring(2, seed: 1);
        ring.Rest(20 * Second);
        ring.MoveOn();
        ring.Rest(50 * Second);
        _time.Advance(5 * Second);

        Assert.Equal(15 * Second, ring.MoveOn());
    }

    [Fact]
    public void MoveOn_WithOneGateway_WaitsAsLongAsThatOneAsks()
    {
        var ring = Ring(1, seed: 1);
        ring.Rest(7 * Second);

        Assert.Equal((7 * Second, 0), (ring.MoveOn(), Name(ring)));
    }

    /// <summary>A credential that no gateway takes, or a time that a stopping gateway told so that its agents do not all arrive at once.</summary>
    [Fact]
    public void RestAll_IsObeyedAtTheOthersToo_AndThenTheNextIsTried()
    {
        var ring = Ring(3, seed: 1);
        var before = Name(ring);
        ring.RestAll(60 * Second);

        Assert.Equal(60 * Second, ring.MoveOn());
        Assert.NotEqual(before, Name(ring));
    }

    private GatewayRing Ring(int gateways, int seed) => new([.. Enumerable.Range(0, gateways).Select(name => new Numbered(name))], new Random(seed), _time);

    private static int Name(GatewayRing ring) => ((Numbered)ring.Current).Number;

    private sealed record Numbered(int Number) : IGatewayConnector
    {
        public Task<IGatewayConnection> Connect(IAgentClient orders, CancellationToken cancel) => throw new NotSupportedException();
    }
}

using OrleansOps.Api;
using OrleansOps.Health;
using OrleansOps.Operators.Health;

namespace OrleansOps.Tests.Gateway.Operators.Health;

public sealed class ProcessViewsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SiloPhase.Active, true, false, "Active")]
    [InlineData(SiloPhase.Active, false, false, "Silent")]   // a member of the cluster that says nothing: it stands still
    [InlineData(SiloPhase.Joining, false, false, "Joining")]
    [InlineData(SiloPhase.Stopping, true, false, "Stopping")]
    [InlineData(SiloPhase.Lost, false, false, "Gone")]
    [InlineData(SiloPhase.Active, true, true, "Unknown")]    // the cluster does not answer
    [InlineData(SiloPhase.Lost, false, true, "Gone")]
    public void Silos_ShowsHowEachIs(SiloPhase phase, bool saysSomething, bool isOld, string expected)
    {
        var silo = Assert.Single(ProcessViews.Silos([Member("silo-1", phase)], saysSomething ? [Report("silo-1")] : [], isOld, Now));

        Assert.Equal(expected, silo.State.ToString());
    }

    [Fact]
    public void Silos_ThatStartedAMomentAgo_AreNotCalledSilent() =>
        Assert.Equal(ProcessState.Active, Assert.Single(ProcessViews.Silos([Member("silo-1", SiloPhase.Active) with { Since = Now - TimeSpan.FromSeconds(5) }], [], isOld: false, Now)).State);

    [Fact]
    public void Silos_ThatWereStartedAgainUnderTheirName_AreNotMissed()
    {
        var silos = ProcessViews.Silos(
            [Before("silo-1"), Member("silo-1", SiloPhase.Active), Before("silo-2"), Member("silo-2", SiloPhase.Lost)], [Report("silo-1")], isOld: false, Now);

        Assert.Equal(["silo-1 Active", "silo-2 Gone"], silos.Select(silo => $"{silo.Name} {silo.State}"));
    }

    [Fact]
    public void Silos_ThatAreGoneForLong_AreForgotten() =>
        Assert.Empty(ProcessViews.Silos([Member("silo-1", SiloPhase.Lost) with { LastSeenAt = Now - Reports.Remembered }], [], isOld: false, Now));

    [Fact]
    public void Silos_ThatEndedInOrder_AreNotMissed() => Assert.Empty(ProcessViews.Silos([Member("silo-1", SiloPhase.Ended)], [], isOld: false, Now));

    [Fact]
    public void Silos_ShowWhatTheySayOfThemselves()
    {
        var silo = Assert.Single(ProcessViews.Silos([Member("silo-1", SiloPhase.Active)], [Report("silo-1")], isOld: false, Now));

        Assert.Equal(("1.0", 100, 7, 2.5), (silo.Version, silo.MemoryBytes, silo.Activations, silo.CallsPerSecond));
    }

    [Fact]
    public void Grains_AreAddedUpOverTheSilos() =>
        Assert.Equal([new GrainCount("AgentGrain", 4), new GrainCount("TaskGrain", 10)], ProcessViews.Grains([Report("silo-1"), Report("silo-2")]));

    [Fact]
    public void Gateways_ShowThemselvesAndTheOthers_AndThoseThatAreGoneWithNobody()
    {
        var gateways = ProcessViews.Gateways([Seen("gateway-3", isGone: true), Seen("gateway-2", isGone: false), Seen("gateway-1", isGone: false)], Gateway("gateway-1", connections: 9), isOld: false);

        Assert.Equal(["gateway-1 Active 9", "gateway-2 Active 4", "gateway-3 Gone 0"], gateways.Select(gateway => $"{gateway.Name} {gateway.State} {gateway.Connections}"));
    }

    [Fact]
    public void Gateways_WhenTheClusterDoesNotAnswer_OnlyTheOneThatAnswersIsKnown() =>
        Assert.Equal(
            ["gateway-1 Active", "gateway-2 Unknown"],
            ProcessViews.Gateways([Seen("gateway-2", isGone: false)], Gateway("gateway-1", 0), isOld: true).Select(gateway => $"{gateway.Name} {gateway.State}"));

    private static SiloMember Member(string name, SiloPhase phase) => new(name, name, phase, Now - TimeSpan.FromHours(2), Now - TimeSpan.FromMinutes(1));

    private static SiloMember Before(string name) => Member(name, SiloPhase.Lost) with { Address = name + " before", Since = Now - TimeSpan.FromHours(3) };

    private static SiloReport Report(string address) => new(address, "1.0", 100, 2.5, [new GrainStatistics("TaskGrain", 5), new GrainStatistics("AgentGrain", 2)]);

    private static GatewayReport Gateway(string name, int connections) => new(name, "1.0", connections, 0, Now, 100, 1);

    private static SeenGateway Seen(string name, bool isGone) => new(Gateway(name, connections: 4), Now, isGone);
}

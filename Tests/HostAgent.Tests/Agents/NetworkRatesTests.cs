using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent.Agents;

namespace OrleansOps.AgentTests.Agents;

public sealed class NetworkRatesTests
{
    [Fact]
    public void Sample_CountsCardsAndNoInnerTraffic()
    {
        var time = new FakeTimeProvider();
        var lines = Lines(eth: (1_000, 2_000), lo: 1);
        var rates = new NetworkRates(() => lines, time);

        Assert.Null(rates.Sample());
        time.Advance(TimeSpan.FromSeconds(10));
        lines = Lines(eth: (6_000, 2_500), lo: 99_999);

        Assert.Equal((500, 50), rates.Sample());
    }

    [Fact]
    public void Sample_ACounterThatBeganAnewIsNotInvented()
    {
        var time = new FakeTimeProvider();
        var lines = Lines(eth: (1_000, 2_000), lo: 1);
        var rates = new NetworkRates(() => lines, time);
        rates.Sample();
        time.Advance(TimeSpan.FromSeconds(10));
        lines = Lines(eth: (10, 20), lo: 1);

        Assert.Null(rates.Sample());
    }

    [Fact]
    public void Sample_WhatIsHiddenIsNull()
    {
        var rates = new NetworkRates(() => throw new UnauthorizedAccessException(), TimeProvider.System);

        Assert.Null(rates.Sample());
        Assert.Null(rates.Sample());
    }

    private static string[] Lines((long Received, long Sent) eth, long lo) =>
    [
        "Inter-|   Receive                                                |  Transmit",
        " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed",
        $"    lo: {lo} 10 0 0 0 0 0 0 {lo} 10 0 0 0 0 0 0",
        $"docker0: {lo} 10 0 0 0 0 0 0 {lo} 10 0 0 0 0 0 0",
        $"  eth0:{eth.Received} 10 0 0 0 0 0 0 {eth.Sent} 10 0 0 0 0 0 0",
    ];
}

using Microsoft.Extensions.Time.Testing;
using OrleansOps.Health;

namespace OrleansOps.Tests.Grains.Health;

/// <summary>Which processes are known, by the clock alone: the grain stores nothing and calls nobody.</summary>
public sealed class ProcessesGrainTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ProcessesGrain _grain;

    public ProcessesGrainTests() => _grain = new ProcessesGrain(_time);

    [Fact]
    public async Task AGatewayThatFallsSilentIsGoneAndRememberedForAWhile()
    {
        await _grain.ReportGateway(Gateway("gateway-1"));
        _time.Advance(Reports.Believed + TimeSpan.FromSeconds(1));
        await _grain.ReportGateway(Gateway("gateway-2"));

        Assert.Equal(["gateway-1 True", "gateway-2 False"], await Gateways());

        _time.Advance(Reports.Remembered);
        Assert.Equal(["gateway-2 True"], await Gateways());
    }

    [Fact]
    public async Task AGatewayThatEndsInOrderIsNotMissed()
    {
        await _grain.ReportGateway(Gateway("gateway-1"));
        await _grain.GatewayEnds("gateway-1");

        Assert.Empty(await Gateways());
    }

    [Fact]
    public async Task AGatewayThatComesBackUnderItsNameIsThereAgain()
    {
        await _grain.ReportGateway(Gateway("gateway-1"));
        _time.Advance(2 * Reports.Believed);
        await _grain.ReportGateway(Gateway("gateway-1"));

        Assert.Equal(["gateway-1 False"], await Gateways());
    }

    [Fact]
    public async Task WhatASiloSaidIsBelievedForAMoment()
    {
        await _grain.ReportSilo(new SiloReport("silo-1", "1.0", 1, 1, []));
        Assert.Single((await _grain.List()).Silos);

        _time.Advance(Reports.Believed + TimeSpan.FromSeconds(1));
        Assert.Empty((await _grain.List()).Silos);
    }

    private static GatewayReport Gateway(string name) => new(name, "1.0", 1, 0, DateTimeOffset.UnixEpoch, 1, 1);

    private async Task<IEnumerable<string>> Gateways() =>
        (await _grain.List()).Gateways.OrderBy(gateway => gateway.Report.Name, StringComparer.Ordinal).Select(gateway => $"{gateway.Report.Name} {gateway.IsGone}");
}

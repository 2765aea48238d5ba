namespace OrleansOps.Cli.Tests;

public sealed class CancelTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task WaitsUntilTheHostHasConfirmed()
    {
        var task = _gateway.Has("t-1");
        task.WhenCancelled = _ => { };
        await using var opsctl = Opsctl.Start(_gateway, "cancel", "t-1");
        await Eventually.Holds(() => _gateway.Requests.Any(request => request.Target.Contains("waitSeconds", StringComparison.Ordinal)), "a request that waits");

        task.End("cancelled", outcome: "cancelled");

        Assert.Equal(0, await opsctl.Exited());
        Assert.Contains("Task t-1 on web-1 is cancelled after 1m: the host confirmed", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoWaitReturnsAtOnce()
    {
        _gateway.Has("t-1").WhenCancelled = _ => { };

        await using var opsctl = await Opsctl.Run(_gateway, "cancel", "t-1", "--no-wait");

        Assert.Contains("The server has taken the request. Now: cancelling", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsOverIsSaid()
    {
        _gateway.Has("t-1").End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, "cancel", "t-1");

        Assert.Contains("Nothing to cancel. Task t-1 on web-1 succeeded", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALostTaskIsNoSuccess()
    {
        _gateway.Has("t-1").WhenCancelled = task => task.End("lost", outcome: "unknown", reason: "The host is gone.");

        await using var opsctl = await Opsctl.Run(_gateway, "cancel", "t-1");

        Assert.Contains("is lost", opsctl.ExitsWith(ExitCodes.NoResult).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonIsTheTaskAtItsEnd()
    {
        _gateway.Has("t-1");

        await using var opsctl = await Opsctl.Run(_gateway, "cancel", "t-1", "--json");

        Assert.Equal("cancelled", Json.Parse(opsctl.ExitsWith(0).Stdout)["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task AnUnknownTaskIsRefusedWithWhereToLook()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "cancel", "nope");

        opsctl.ExitsWith(ExitCodes.Refused);
        Assert.Equal(
            "opsctl: There is no task 'nope'.\n  opsctl tasks lists the tasks.\n", opsctl.Stderr);
    }
}

namespace OrleansOps.Cli.Tests;

public sealed class SystemTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task TheWholeAtAGlance()
    {
        Answers("""
            {"version":"0.1.0","durability":"everysec","uptimeSeconds":90,
             "store":{"address":"127.0.0.1:6379","version":"7.0.15","usedMemoryBytes":1048576,"latencyMs":0.5},
             "clusterProblem":"The silos do not answer.",
             "silos":[{"name":"silo-1","address":"10.0.0.1:11111@7","state":"active","since":"2026-01-02T03:04:05Z","version":"0.1.0","memoryBytes":157286400,"activations":7,"callsPerSecond":12.34},
                      {"name":"silo-2","address":"10.0.0.2:11111@8","state":"gone","since":"2026-01-02T03:04:05Z","lastSeenAt":"2026-01-02T04:04:05Z"}],"grains":[],
             "gateways":[{"name":"gateway-1","state":"active","version":"0.1.0","memoryBytes":104857600,"connections":3,"messagesPerSecond":0.5,"since":"2026-01-02T03:04:05Z"}]}
            """);

        await using var opsctl = await Opsctl.Run(_gateway, "system");
        await using var wide = await Opsctl.Run(_gateway, "system", "-o", "wide");
        await using var names = await Opsctl.Run(_gateway, "system", "-o", "name");

        var shown = opsctl.ExitsWith(0).Stdout;
        Assert.Matches("(?m)^Durability: +everysec", shown);
        Assert.Matches(@"(?m)^Store: +127\.0\.0\.1:6379 \(redis 7\.0\.15\)", shown);
        Assert.Matches("(?m)^Store memory: +1 MiB", shown);
        Assert.Matches("(?m)^Cluster problem: +The silos do not answer.", shown);
        Assert.Matches(@"(?m)^Silo: +silo-1 10\.0\.0\.1:11111@7, active, 0\.1\.0, 150 MiB, since 2026-01-02 03:04:05Z", shown);
        Assert.Matches(@"(?m)^Silo: +silo-2 10\.0\.0\.2:11111@8, gone, last seen 2026-01-02 04:04:05Z", shown);
        Assert.Matches(@"(?m)^Gateway: +gateway-1, active, 0\.1\.0, 100 MiB, 3 hosts, 0\.5 messages/s, since 2026-01-02 03:04:05Z", shown);
        Assert.Contains("150 MiB, 7 grains, 12.3 calls/s, since", wide.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Equal("silo-1\nsilo-2\ngateway-1\n", names.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task SessionsAreListedAndEnded()
    {
        Answers("""{"items":[{"id":"s1","name":"ada","from":"10.0.0.1","client":"Mozilla","lastSeenAt":"2026-01-02T03:04:05Z","expiresAt":"2026-01-02T15:04:05Z","current":false}]}""");
        await using var list = await Opsctl.Run(_gateway, "sessions", "list");
        await using var names = await Opsctl.Run(_gateway, "sessions", "list", "-o", "name");
        _gateway.Before = _ => Task.FromResult(false);
        await using var revoke = await Opsctl.Run(_gateway, "sessions", "revoke", "s1");

        Assert.Equal("s1\n", names.ExitsWith(0).Stdout);
        Assert.Matches("(?m)^s1 +ada +10.0.0.1 +2026-01-02 03:04:05Z +2026-01-02 15:04:05Z +Mozilla", list.ExitsWith(0).Stdout);
        Assert.Contains("Session s1 is over.", revoke.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Equal("/api/v1/sessions/s1", _gateway.Single("DELETE").Target);
    }

    [Theory]
    [InlineData("drain", "web-1 gets no new tasks: 1 running, 2 queued.")]
    [InlineData("resume", "web-1 gets tasks again: 1 running, 2 queued.")]
    public async Task AHostIsDrainedAndResumed(string verb, string said)
    {
        Answers("""{"id":"id-web-1","name":"web-1","state":"online","running":1,"queued":2}""");

        await using var opsctl = await Opsctl.Run(_gateway, "hosts", verb, "web-1");

        Assert.Contains(said, opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Equal($"/api/v1/agents/id-web-1/{verb}", _gateway.Single("POST").Target);
    }

    [Fact]
    public async Task AReasonGoesWithTheDrain()
    {
        Answers("""{"id":"id-web-1","name":"web-1","state":"online","draining":true,"drainReason":"new disks","running":1,"queued":2}""");

        await using var opsctl = await Opsctl.Run(_gateway, "hosts", "drain", "web-1", "--reason", "new disks");
        await using var host = await Opsctl.Run(_gateway, "host", "web-1");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"reason":"new disks"}""", _gateway.Single("POST").Body);
        Assert.Matches("(?m)^Drained for: +new disks", host.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task WhatHappenedToAHostIsListed()
    {
        Answers("""{"items":[{"at":"2026-01-02T03:04:05Z","kind":"lost","text":"The connection is gone: it was silent."}]}""");

        await using var opsctl = await Opsctl.Run(_gateway, "hosts", "events", "web-1", "--limit", "5");

        await using var yaml = await Opsctl.Run(_gateway, "hosts", "events", "web-1", "-o", "yaml");

        Assert.Contains("kind: lost", yaml.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Matches("(?m)^2026-01-02 03:04:05Z +lost +The connection is gone: it was silent.", opsctl.ExitsWith(0).Stdout);
        Assert.Equal("/api/v1/agents/web-1/events?limit=5", _gateway.Requests[0].Target);
    }

    private void Answers(string json) => _gateway.Before = async http =>
    {
        await ContractGateway.Json(http, json);
        return true;
    };
}

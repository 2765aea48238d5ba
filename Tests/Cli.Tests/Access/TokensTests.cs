namespace OrleansOps.Cli.Tests;

public sealed class TokensTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task AJoinTokenComesAsTheLineForTheHost()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "join-token", "create", "--expires", "2h", "--uses", "2", "--label", "site=berlin");

        opsctl.ExitsWith(0);
        Assert.Equal(
            $" printf '%s\\n' ops_join_j1_SECRET | ops-agent enrol --server {_gateway.Address} --join-token-stdin && ops-agent run\n", opsctl.Stdout);
        Assert.Contains("It is good for 2 hosts until 2026-01-02 03:04:05Z.", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Equal("""{"expiresInSeconds":7200,"uses":2,"labels":{"site":"berlin"}}""", _gateway.Single("POST").Body);
    }

    [Fact]
    public async Task WhereTheGatewayHasAgentsTheLineInstallsOne()
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, """{"token":"ops_join_j1_SECRET","id":"j1","uses":1,"programs":[{"platform":"linux-x64","sha256":"0a"},{"platform":"linux-arm64","sha256":"0b"}]}""", 201);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "join-token", "create");

        Assert.Equal(
            $" ops=$(curl -fsS {_gateway.Address}/install.sh || wget -qO- {_gateway.Address}/install.sh) && printf '%s\\n' ops_join_j1_SECRET | sh -c \"$ops\" install.sh --server {_gateway.Address} --sha256 linux-x64:0a --sha256 linux-arm64:0b\n",
            opsctl.ExitsWith(0).Stdout);
        Assert.Contains("Run this on the host, as root: it installs the agent. It is good for one host", opsctl.Stderr, StringComparison.Ordinal);
    }

    /// <summary>The line is meant for a shell that may be root's.</summary>
    [Fact]
    public async Task WhatAServerCallsAJoinTokenIsOneWordInTheLine()
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, """{"token":"x'; touch pwned; echo '","id":"j1","uses":1}""", 201);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "join-token", "create");

        Assert.StartsWith(@" printf '%s\n' 'x'\''; touch pwned; echo '\''' | ops-agent enrol ", opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AJoinTokenForAHostNamesIt()
    {
        await using var again = await Opsctl.Run(_gateway, "join-token", "create", "--for", "web-1");
        again.ExitsWith(0);
        Assert.Equal("""{"agent":"web-1"}""", _gateway.Single("POST").Body);
    }

    [Fact]
    public async Task LabelsThatHostsGiveThemselvesAreTrustedWhereItIsAskedFor()
    {
        await using var trust = await Opsctl.Run(_gateway, "join-token", "create", "--trust-host-labels");
        trust.ExitsWith(0);
        Assert.Equal("""{"trustHostLabels":true}""", _gateway.Single("POST").Body);
    }

    [Fact]
    public async Task AnAdminTokenStandsAloneOnStdout()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "tokens", "create", "ci", "--expires", "30d");

        Assert.Equal("ops_admin_t1_SECRET\n", opsctl.ExitsWith(0).Stdout);
        Assert.Contains("Token t1, valid until 2026-04-02 03:04:05Z.", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Equal("""{"name":"ci","expiresInSeconds":2592000}""", _gateway.Single("POST").Body);
    }

    [Theory]
    [InlineData("""[{"id":"t1","name":"ci","kind":"admin","expiresAt":"2126-04-02T03:04:05Z"}]""")]
    [InlineData("""{"items":[{"id":"t1","name":"ci","kind":"admin","expiresAt":"2126-04-02T03:04:05Z"},{"id":"t2","name":"old","revoked":true}]}""")]
    public async Task TokensAreListed(string answer)
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, answer);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "tokens", "list");

        Assert.Matches("(?m)^t1 +ci +admin +valid +- +- +- +2126-04-02 03:04:05Z", opsctl.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task TheLastUseOfATokenIsListed()
    {
        var used = TimeProvider.System.GetUtcNow().AddHours(-3).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, $$"""{"items":[{"id":"t1","name":"ci","kind":"admin","lastUsedAt":"{{used}}"}]}""");
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "tokens", "list");

        Assert.Matches("(?m)^ID +NAME +KIND +STATE +USES LEFT +LAST USED", opsctl.ExitsWith(0).Stdout);
        Assert.Matches("(?m)^t1 +ci +admin +valid +- +3h ago", opsctl.Stdout);
    }

    private const string SomeOver = """
        {"items":[{"id":"j1","name":"join","kind":"join","usesLeft":0},{"id":"a1","name":"ada","kind":"admin","usesLeft":0},{"id":"r1","kind":"admin","revoked":true},{"id":"e1","kind":"admin","expiresAt":"2020-01-02T03:04:05Z"}]}
        """;

    [Fact]
    public async Task WhatOpensNothingAnyMoreIsListedOnWishAndNotCalledValid()
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, SomeOver);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "tokens", "list", "--all");
        await using var valid = await Opsctl.Run(_gateway, "tokens", "list");

        Assert.Matches("(?m)^j1 +join +join +used up ", opsctl.ExitsWith(0).Stdout);
        Assert.Matches("(?m)^r1 +- +admin +revoked ", opsctl.Stdout);
        Assert.Matches("(?m)^e1 +- +admin +expired ", opsctl.Stdout);
        Assert.Matches("(?m)^a1 +ada +admin +valid ", opsctl.Stdout);
        Assert.Equal(["ID", "a1"], valid.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData("name", "a1\n")]
    [InlineData("json", """{"items":[{"id":"a1",""")]
    [InlineData("yaml", "items:\n  - id: a1\n")]
    [InlineData("wide", "ID  NAME  KIND   STATE  USES LEFT")]
    public async Task TheListComesInOtherShapes(string format, string start)
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, SomeOver);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "tokens", "list", "-o", format);

        Assert.StartsWith(start, opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("ops_admin_t1_SECRET")]
    public async Task RevokingSendsTheIdAndNeverTheSecret(string given)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "tokens", "revoke", given, "--json");

        Assert.Equal("{\"revoked\":\"t1\"}\n", opsctl.ExitsWith(0).Stdout);
        Assert.Equal("/api/v1/tokens/t1", _gateway.Single("DELETE").Target);
    }
}

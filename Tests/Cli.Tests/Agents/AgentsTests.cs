using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

public sealed class AgentsTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Agents.AddRange(Enumerable.Range(1, 5).Select(i => Agent($"web-{i}")));
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task AllPagesMakeOneTable()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "hosts", "--state", "online", "--label", "site=berlin", "--name", "web");

        var lines = opsctl.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Equal("NAME STATE RUNNING QUEUED LAST SEEN AGE ID VERSION LABELS", string.Join(' ', Words(lines[0])));
        Assert.Equal(["web-1", "online", "1", "2", "now", "id-web-1", "0.1.0", "site=berlin"], Words(lines[1]).Where((_, i) => i != 5));   // its age goes on
        Assert.Equal("/api/v1/agents?state=online&label=site%3Dberlin&name=web&limit=500", _gateway.Requests[0].Target);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(20)]
    public async Task ATableIsNeverWiderThanTheTerminal(int columns)
    {
        _gateway.Agents.Add(Agent("a-host-with-a-name-that-is-rather-long.example.org"));

        await using var opsctl = Pty.Start(_gateway, columns, "hosts", "--no-color");
        await opsctl.Exited();

        var screen = opsctl.Stdout;
        Assert.DoesNotContain("\u001b[?1h", screen, StringComparison.Ordinal);   // how .NET greets a terminal, if it is let
        Assert.All(screen.Split('\n'), line => Assert.True(line.TrimEnd().Length <= columns, $"{line.Length} wide: {line}"));
        Assert.Contains("web-1", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hosts", true)]
    [InlineData("hosts --no-color", false)]
    public async Task ColoursAreForTerminals(string line, bool colours)
    {
        await using var terminal = Pty.Start(_gateway, 100, line.Split(' '));
        await terminal.Exited();
        await using var pipe = await Opsctl.Run(_gateway, line.Split(' '));

        Assert.Equal(colours, terminal.Stdout.Contains("\u001b[32monline", StringComparison.Ordinal) || terminal.Stdout.Contains("\u001b[2monline", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', pipe.Stdout);
    }

    [Fact]
    public async Task WhatAHostCallsItselfCannotDisturbTheTerminal()
    {
        _gateway.Agents.Add(Agent("\u001b]0;owned\u0007[red]x[/]\nfake\u202e"));

        await using var opsctl = await Opsctl.Run(_gateway, "hosts");

        Assert.Contains(@"\x1b]0;owned\x07[red]x[/]\nfake\u202e", opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneAgentInDetail()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "host", "web-2");

        var shown = opsctl.ExitsWith(0).Stdout;
        Assert.Matches(@"(?m)^Memory: +1 GiB of 4 GiB \(25 %\)", shown);
        Assert.Matches(@"(?m)^Load: +0.10 0.20 0.30", shown);
        Assert.Matches(@"(?m)^Running: +1 of 5 slots", shown);
        Assert.Matches(@"(?m)^Disk /: +50 B of 100 B \(50 %\)", shown);
        Assert.Matches(@"(?m)^Up: +1d1h", shown);
    }

    [Fact]
    public async Task JsonIsWhatTheServerSent()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "host", "web-2", "--json");

        Assert.True(JsonNode.DeepEquals(Agent("web-2"), Json.Parse(opsctl.ExitsWith(0).Stdout)));
    }

    [Fact]
    public async Task RemovingNeedsAnAgreement()
    {
        await using var opsctl = Pty.StartWithout(_gateway, "hosts", "remove", "web-2");
        await opsctl.Finish();

        Assert.Contains("Add --yes.", opsctl.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "DELETE");
    }

    [Fact]
    public async Task RemovingByNameRemovesTheIdThatWasShown()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "hosts", "remove", "web-2", "--yes");

        Assert.Contains("Removed web-2 (id-web-2, online, 1 running).", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Equal("/api/v1/agents/id-web-2", _gateway.Single("DELETE").Target);
    }

    [Theory]
    [InlineData("y\n", 0, 1)]
    [InlineData("\n", 2, 0)]
    public async Task OnATerminalItAsks(string answer, int exitCode, int deleted)
    {
        await using var opsctl = Pty.Start(_gateway, 100, "hosts", "remove", "web-2");
        await opsctl.StdoutHas("Remove web-2 (id-web-2, online, 1 running)? [y/N]");

        await opsctl.Type(answer);

        Assert.Equal(exitCode, await opsctl.Exited());
        Assert.Equal(deleted, _gateway.Requests.Count(request => request.Method is "DELETE"));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static JsonObject Agent(string name) => new()
    {
        ["id"] = $"id-{name}",
        ["name"] = name,
        ["state"] = "online",
        ["labels"] = new JsonObject { ["site"] = "berlin" },
        ["version"] = "0.1.0",
        ["protocol"] = 1,
        ["slots"] = 5,
        ["epoch"] = 3,
        ["enrolledAt"] = "2026-01-01T00:00:00Z",
        ["lastSeenAt"] = "2026-01-02T03:04:05Z",
        ["facts"] = new JsonObject { ["hostName"] = name, ["cpus"] = 2, ["architecture"] = "x64", ["memoryBytes"] = 4L << 30, ["addresses"] = new JsonArray("10.0.0.1") },
        ["load"] = new JsonObject
        {
            ["cpuPercent"] = 12.5,
            ["memoryUsedBytes"] = 1L << 30,
            ["load"] = new JsonArray(0.1, 0.2, 0.3),
            ["uptimeSeconds"] = 90_000.5,
            ["disks"] = new JsonArray(new JsonObject { ["mount"] = "/", ["totalBytes"] = 100, ["usedBytes"] = 50 }),
            ["running"] = 1,
            ["waiting"] = 0,
            ["unsentBytes"] = 0,
        },
        ["running"] = 1,
        ["queued"] = 2,
    };
}

namespace OrleansOps.Cli.Tests;

public sealed class TaskListTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        for (var i = 1; i <= 5; i++)
        {
            _gateway.Has($"t-{i}").End("failed", exitCode: i);
        }
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task AllPagesMakeOneTable()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "tasks", "--all");

        var lines = opsctl.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["ID", "WHAT", "HOST", "PHASE", "EXIT", "AGE", "TOOK", "BY", "LABELS", "CPU", "MEMORY"], Words(lines[0]));
        Assert.Equal(["t-5", "-", "web-1", "failed", "5", "1m", "tester", "-", "-", "-"], Words(lines[1]).Where((_, i) => i != 5));
        Assert.Equal(6, lines.Length);
        Assert.Empty(opsctl.Stderr);
    }

    [Fact]
    public async Task FiltersAreTheServers()
    {
        await using var opsctl = await Opsctl.Run(
            _gateway, "tasks", "--on", "web 1", "--phase", "failed", "--label", "a=b&c", "--open", "--limit", "3");

        opsctl.ExitsWith(0);
        Assert.Equal(
            ["/api/v1/tasks?agent=web%201&phase=failed&label=a%3Db%26c&open=true&limit=3",
             "/api/v1/tasks?agent=web%201&phase=failed&label=a%3Db%26c&open=true&limit=1&cursor=2"],
            _gateway.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task JsonIsOneDocumentOfAllPages()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "tasks", "--all", "--json");

        var items = Json.Parse(opsctl.ExitsWith(0).Stdout)["items"]!.AsArray();
        Assert.Equal(["t-5", "t-4", "t-3", "t-2", "t-1"], items.Select(item => item!["id"]!.GetValue<string>()));
        Assert.Equal("that this opsctl does not know", items[0]!["somethingNew"]!.GetValue<string>());
    }

    [Fact]
    public async Task ALimitedListSaysWhereItWentOn()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "tasks", "--limit", "2", "--json");

        Assert.Equal("2", Json.Parse(opsctl.ExitsWith(0).Stdout)["nextCursor"]!.GetValue<string>());
    }

    /// <summary>As the console colours them: only what is wrong is red, and what was wished is grey.</summary>
    [Theory]
    [InlineData("cancelled", "\e[90m")]
    [InlineData("cancelling", "\e[93m")]
    [InlineData("rejected", "\e[91m")]
    public async Task APhaseHasTheColourThatItHasEverywhere(string phase, string colour)
    {
        _gateway.Has("t-9").Enter(phase);

        await using var opsctl = Pty.Start(_gateway, 160, "tasks");

        await opsctl.StdoutHas($"{colour}{phase}\e[0m");
    }

    [Fact]
    public async Task OneTaskInDetail()
    {
        var task = _gateway.Has("t-9");
        task.More["argv"] = new System.Text.Json.Nodes.JsonArray("rm", "-r", "my files");
        task.More["kind"] = "argv";
        task.More["grace"] = new System.Text.Json.Nodes.JsonObject { ["interruptSeconds"] = 7.5, ["terminateSeconds"] = 0 };
        task.More["usage"] = Usage();
        task.More["outputs"] = new System.Text.Json.Nodes.JsonObject { ["release"] = "4.2", ["empty"] = "", ["odd"] = "\u001b[31m" };
        task.More["traceId"] = "0af7651916cd43dd8448eb211c80319c";
        task.End("failed", exitCode: 1, reason: "Bad \u001b[31mthings\nhappened");

        await using var opsctl = await Opsctl.Run(_gateway, "task", "t-9");

        var shown = opsctl.ExitsWith(0).Stdout;
        Assert.Matches(@"(?m)^Host: +web-1 \(a1\)", shown);
        Assert.Matches(@"(?m)^Command: +rm -r 'my files'", shown);
        Assert.Matches(@"(?m)^Exit code: +1", shown);
        Assert.Matches(@"(?m)^When ended: +SIGINT, 7\.5s later SIGKILL", shown);
        Assert.Matches(@"(?m)^Processor: +1s \(1s user, 250ms system\)", shown);
        Assert.Matches(@"(?m)^Peak memory: +100 MiB", shown);
        Assert.Matches(@"(?m)^Trace: +0af7651916cd43dd8448eb211c80319c$", shown);
        Assert.Matches(@"(?m)^Output empty: +\(empty\)$", shown);
        Assert.Matches(@"(?m)^Output odd: +\\x1b\[31m$", shown);
        Assert.Matches(@"(?m)^Output release: +4\.2$", shown);
        Assert.Contains(@"Bad \x1b[31mthings\nhappened", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown);
    }

    [Fact]
    public async Task AWideListSaysWhatTasksUsed()
    {
        _gateway.Has("t-9").More["usage"] = Usage();

        await using var opsctl = await Opsctl.Run(_gateway, "tasks", "-o", "wide", "--limit", "2");

        var lines = opsctl.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["CPU", "MEMORY"], Words(lines[0])[^2..]);
        Assert.Equal(["1s", "100", "MiB"], Words(lines[1])[^3..]);
        Assert.Equal(["-", "-"], Words(lines[2])[^2..]);
    }

    [Fact]
    public async Task TheScriptOfATaskIsShownAndPrinted()
    {
        _gateway.Has("t-9").End("failed", exitCode: 1);

        await using var shown = await Opsctl.Run(_gateway, "task", "t-9");
        await using var script = await Opsctl.Run(_gateway, "task", "t-9", "--script");
        await using var web = await Opsctl.Run(_gateway, "task", "t-9", "--web");

        Assert.EndsWith("\n  echo hi\n  echo there\n", shown.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Environment: +SECRET$", shown.Stdout);
        Assert.Equal("echo hi\necho there\n", script.ExitsWith(0).Stdout);
        Assert.Equal($"{_gateway.Address}/tasks/t-9\n", web.ExitsWith(0).Stdout);
    }

    [Theory]
    [InlineData("name", "t-5\nt-4\n")]
    [InlineData("yaml", "items:\n  - ")]
    public async Task AListComesInOtherShapes(string format, string start)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "tasks", "-o", format, "--mine", "--limit", "2");

        Assert.StartsWith(start, opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("by=me", _gateway.Requests[0].Target, StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonObject Usage() => new() { ["userSeconds"] = 1.5, ["systemSeconds"] = 0.25, ["peakMemoryBytes"] = 104_857_600 };

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

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
        Assert.Equal(["ID", "HOST", "PHASE", "EXIT", "SUBMITTED", "TOOK", "KIND", "LABELS"], Words(lines[0]));
        Assert.Equal(["t-5", "web-1", "failed", "5", "2026-01-02", "03:04:05Z", "1m", "shell", "-"], Words(lines[1]));
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

    [Fact]
    public async Task OneTaskInDetail()
    {
        var task = _gateway.Has("t-9");
        task.More["argv"] = new System.Text.Json.Nodes.JsonArray("rm", "-r", "my files");
        task.More["kind"] = "argv";
        task.More["grace"] = new System.Text.Json.Nodes.JsonObject { ["interruptSeconds"] = 7.5, ["terminateSeconds"] = 0 };
        task.End("failed", exitCode: 1, reason: "Bad \u001b[31mthings\nhappened");

        await using var opsctl = await Opsctl.Run(_gateway, "task", "t-9");

        var shown = opsctl.ExitsWith(0).Stdout;
        Assert.Matches(@"(?m)^Host: +web-1 \(a1\)", shown);
        Assert.Matches(@"(?m)^Command: +rm -r 'my files'", shown);
        Assert.Matches(@"(?m)^Exit code: +1", shown);
        Assert.Matches(@"(?m)^When ended: +SIGINT, 7\.5s later SIGTERM, 0s later SIGKILL", shown);
        Assert.Contains(@"Bad \x1b[31mthings\nhappened", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

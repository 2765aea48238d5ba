using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OrleansOps.Cli.Tests;

/// <summary>opsctl schedule against a server that says what a gateway would.</summary>
public sealed class SchedulesTests : IAsyncLifetime, IDisposable
{
    private const string Times = """
        "paused":false,"missed":"once","missedMost":10,"overlap":"forbid","next":["2026-05-02T02:00:00+02:00"],"waiting":[],"createdAt":"2026-05-01T00:00:00Z","changedAt":"2026-05-01T00:00:00Z","submittedBy":"tester"
        """;

    private const string OfAJob = $$"""
        {"id":"nightly","revision":3,"when":{"cron":"0 2 * * *","timeZone":"Europe/Berlin"},{{Times}},"job":{"name":"Backup","on":"role=db","batches":"1,50%"},
         "starts":[{"kind":"started","count":1,"due":"2026-05-01T00:00:00Z","at":"2026-05-01T00:00:01Z","jobId":"nightly-20260501T000000","jobPhase":"succeeded"},
                   {"kind":"skipped","count":4,"due":"2026-04-30T00:00:00Z","at":"2026-04-30T00:00:01Z","reason":"Nothing could be started."}]}
        """;

    private const string OfAWorkflow = $$"""
        {"id":"rollout","revision":1,"when":{"everySeconds":3600},{{Times}},"workflow":{"name":"Patch","values":{"version":"2.4"},"steps":["canary","rest"]},
         "starts":[{"kind":"started","count":1,"due":"2026-05-01T00:00:00Z","at":"2026-05-01T00:00:01Z","workflowId":"rollout-2605010000","workflowPhase":"running"}]}
        """;

    private readonly TemporaryFolder _folder = new();
    private ContractGateway _gateway = null!;
    private string? _ifMatch;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Before = Answer;
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AJobIsPut_WithWhatRunTakes()
    {
        await using var opsctl = await Opsctl.Run(
            _gateway, "schedule", "put", "nightly", "--cron", "0 2 * * *", "--zone", "Europe/Berlin", "--holiday", "2026-12-25", "--jitter", "5m", "--missed", "all", "--missed-most", "3", "--overlap", "queue",
            "--revision", "2", "--name", "Backup", "--on", "role=db", "--batch", "1,50%", "-c", "backup");

        Assert.Contains("Schedule nightly is as you sent it, at revision 3.", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        var body = Json.Parse(_gateway.Single("PUT").Body);
        Assert.Equal("""{"cron":"0 2 * * *","timeZone":"Europe/Berlin","holidays":["2026-12-25"],"jitterSeconds":300}""", body["when"]!.ToJsonString());
        Assert.Equal(("all", 3, "queue", "Backup"), (body["missed"]!.GetValue<string>(), body["missedMost"]!.GetValue<int>(), body["overlap"]!.GetValue<string>(), body["name"]!.GetValue<string>()));
        Assert.Equal(("role=db", "1,50%", "backup"), (body["job"]!["on"]!.GetValue<string>(), body["job"]!["batches"]!.GetValue<string>(), body["job"]!["task"]!["script"]!.GetValue<string>()));
        Assert.Null(body["workflow"]);
        Assert.Equal("\"2\"", _ifMatch);
    }

    [Fact]
    public async Task AWorkflowIsPut_FromItsFile_WithItsValues()
    {
        var file = await Yaml("parameters: {version: {}}\nsteps:\n  - {name: wait, waitSeconds: 5}\n");
        await using var opsctl = await Opsctl.Run(_gateway, "schedule", "put", "rollout", "--every", "1h", "--workflow", file, "--set", "version=2.4", "--name", "Weekly");

        opsctl.ExitsWith(0);
        var body = Json.Parse(_gateway.Single("PUT").Body);
        Assert.Equal("""{"parameters":{"version":{}},"steps":[{"name":"wait","waitSeconds":5}],"values":{"version":"2.4"}}""", body["workflow"]!.ToJsonString());
        Assert.Equal("Weekly", body["name"]!.GetValue<string>());
        Assert.Null(body["job"]);
        Assert.Null(_ifMatch);
    }

    [Fact]
    public async Task WhatTheServerRefusesOfAWorkflow_IsSaidOfItsPlaceInTheFile()
    {
        var file = await Yaml("steps:\n  - name: one\n    waitSeconds: 0\n");
        await using var opsctl = await Opsctl.Run(_gateway, "schedule", "put", "refused", "--every", "1h", "--workflow", file);

        Assert.Contains("workflow.yaml:3:5: It must be 1 or more.", opsctl.ExitsWith(3).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nothing says when it starts.", "schedule put a --on all -c x")]
    [InlineData("Nothing says on which hosts.", "schedule put a --every 1h -c x")]
    [InlineData("--on is about a job, and --workflow says what is started.", "schedule put a --every 1h --workflow w.yaml --on all")]
    [InlineData("--batch is about a job, and --workflow says what is started.", "schedule put a --every 1h --workflow w.yaml --batch 1")]
    [InlineData("\"true\" is a command to run, and --workflow says what is started.", "schedule put a --every 1h --workflow w.yaml -- true")]
    [InlineData("--set gives values to a workflow, and there is none.", "schedule put a --every 1h --on all -c x --set a=b")]
    [InlineData("--replace and --revision exclude each other.", "schedule put a --every 1h --on all -c x --replace --revision 2")]
    [InlineData("The id of the schedule is missing.", "schedule put --every 1h --on all -- uptime")]
    public async Task WhatIsNotInOrder_IsNotSent(string complaint, string command)
    {
        await using var opsctl = await Opsctl.Run(_gateway, command.Split(' '));

        Assert.Contains(complaint, opsctl.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task OneIsShown_WithWhatItStarts()
    {
        await using var job = await Opsctl.Run(_gateway, "schedule", "show", "nightly");
        await using var workflow = await Opsctl.Run(_gateway, "schedule", "show", "rollout");

        foreach (var line in (string[])["Job: +Backup", "On: +role=db", "Batches: +1,50%", @"When: +0 2 [*] [*] [*] \(Europe/Berlin\)", "2026-05-01 00:00:00Z +succeeded +1 +nightly-20260501T000000 +-", "2026-04-30 00:00:00Z +skipped +4 +- +Nothing could be started."])
        {
            Assert.Matches($"(?m)^{line}$", job.ExitsWith(0).Stdout);
        }

        foreach (var line in (string[])["Workflow: +Patch", "Steps: +canary, rest", "Values: +version=2.4", "TIME +STATE +TIMES +WORKFLOW +REASON", "2026-05-01 00:00:00Z +running +1 +rollout-2605010000 +-"])
        {
            Assert.Matches($"(?m)^{line}$", workflow.ExitsWith(0).Stdout);
        }

        Assert.DoesNotMatch("(?m)^(Job|On):", workflow.Stdout);
    }

    [Theory]
    [InlineData("nightly", """{"jobId":"by-hand"}""")]
    [InlineData("rollout", """{"workflowId":"by-hand"}""")]
    public async Task OneIsRun_UnderTheIdOfWhatItStarts(string id, string body)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "schedule", "run", id, "--id", "by-hand");

        Assert.Equal("by-hand\n", opsctl.ExitsWith(0).Stdout);
        Assert.Equal(body, _gateway.Single("POST").Body);
    }

    [Fact]
    public async Task TheyAreListed()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "schedule", "list");

        var lines = opsctl.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^ID +WHAT +WHEN +NEXT +LAST +BY$", lines[0]);
        Assert.Matches(@"^nightly +Backup +0 2 [*] [*] [*] \(Europe/Berlin\) +Sat 2026-05-02 02:00:00 \+02:00 +started, \w+ ago +tester$", lines[1]);
        Assert.Matches("^rollout +canary, rest +every 1h +paused +- +tester$", lines[2]);
    }

    private async Task<string> Yaml(string text)
    {
        var file = Path.Combine(_folder.Path, "workflow.yaml");
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private async Task<bool> Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        _ifMatch = http.Request.Headers.IfMatch.FirstOrDefault();
        switch (http.Request.Method, path)
        {
            case ("PUT", [.., "refused"]):
                await ContractGateway.Problem(http, 400, "out-of-range", "It is not acceptable.", "It must be 1 or more.", new JsonObject { ["workflow.steps[0].waitSeconds"] = new JsonArray("wrong") });
                return true;
            case ("GET" or "PUT", ["api", "v1", "schedules", var id]):
                await ContractGateway.Json(http, string.Equals(id, "rollout", StringComparison.Ordinal) ? OfAWorkflow : OfAJob);
                return true;
            case ("POST", [.., "run"]):
                await ContractGateway.Json(http, "{}");
                return true;
            case ("GET", [.., "schedules"]):
                await ContractGateway.Json(http, """
                    {"items":[{"id":"nightly","preview":"Backup","when":{"cron":"0 2 * * *","timeZone":"Europe/Berlin"},"paused":false,"next":"2026-05-02T02:00:00+02:00","last":{"kind":"started","count":1,"at":"2026-05-01T00:00:01Z"},"submittedBy":"tester"},
                              {"id":"rollout","preview":"canary, rest","when":{"everySeconds":3600},"paused":true,"submittedBy":"tester"}]}
                    """);
                return true;
            default:
                return false;
        }
    }
}

using System.Globalization;

namespace OrleansOps.EndToEnd;

public sealed class WhenAScheduleIsDue
{
    /// <summary>A reminder that finds its grain again comes each minute.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task TheControlPlaneIsKilledBefore_ItsJobRunsOnceAllTheSame()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent("host-1");
        var runs = Path.Combine(world.Root, "runs");
        var at = TimeProvider.System.GetUtcNow().AddSeconds(15).UtcDateTime;

        var stored = await Opsctl.Run(
            world, 0, "schedule", "put", "soon", "--at", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "--on", "all", "-c", $"echo $OPS_TASK_ID >> '{runs}'");
        Assert.Contains("Schedule soon is stored, at revision 1.", stored, StringComparison.Ordinal);
        await world.Gateway.KillNow();
        await world.StartGateway();

        var job = at.ToString("'soon-'yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        await Eventually.Get(() => world.Api.Get($"/api/v1/jobs/{job}"), found => OpsApi.Phase(found) == "succeeded", $"job {job} has run", Limit);
        Assert.Single(await File.ReadAllLinesAsync(runs));
        var shown = await Opsctl.Run(world, 0, "schedule", "show", "soon");
        Assert.Matches($"(?m)^{at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} +succeeded +1 +{job} +-$", shown);
        Assert.Matches("(?m)^soon .* - +started, [0-9]+[sm] ago ", await Opsctl.Run(world, 0, "schedule", "list"));
    }

    /// <summary>A workflow by the clock: the control plane is killed while its first step runs, and each step runs once.</summary>
    [Fact]
    public async Task ItsWorkflowRuns_ThoughTheControlPlaneIsKilledInIt()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent("host-1");
        var (runs, file) = (Path.Combine(world.Root, "runs"), Path.Combine(world.Root, "flow.yaml"));
        await File.WriteAllTextAsync(file, $$$"""
            parameters: {word: {}}
            steps:
              - name: say
                job: {on: all, task: {kind: shell, script: 'echo $OPS_TASK_ID >> "{{{runs}}}"; until [ -e "{{{runs}}}.go" ]; do sleep 0.1; done; echo "##[set-output name=said]$PARAM_WORD"'}}
              - name: repeat
                inputs: {SAID: {step: say, output: said}}
                job: {on: all, task: {kind: shell, script: 'echo "$SAID" >> "{{{runs}}}"'}}
            """);
        var at = TimeProvider.System.GetUtcNow().AddSeconds(8).UtcDateTime;
        Assert.Contains("'values.word'", await Opsctl.Run(world, 3, "schedule", "put", "flow", "--every", "1h", "--workflow", file), StringComparison.Ordinal);
        await Opsctl.Run(world, 0, "schedule", "put", "flow", "--at", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "--workflow", file, "--set", "word=hello");

        var flow = at.ToString("'flow-'yyMMddHHmm", CultureInfo.InvariantCulture);
        await Eventually.Value(() => File.Exists(runs), there => there, "its first step runs", Limit);
        await world.Gateway.KillNow();
        await world.StartGateway();
        await File.WriteAllTextAsync($"{runs}.go", "");
        await Eventually.Get(() => world.Api.Get($"/api/v1/workflows/{flow}"), found => OpsApi.Phase(found) == "succeeded", $"workflow {flow} has run", Limit);

        Assert.Equal([$"{flow}--say--1", "hello"], await File.ReadAllLinesAsync(runs));
        Assert.Matches($"(?m)^{at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} +succeeded +1 +{flow} +-$", await Opsctl.Run(world, 0, "schedule", "show", "flow"));
    }

    [Fact]
    public async Task AnOperatorLeadsIt()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent("host-1");
        string[] nightly = ["schedule", "put", "nightly", "--cron", "30 2 * * *", "--zone", "Europe/Berlin"];
        await Opsctl.Run(world, 0, [.. nightly, "--on", "all", "--", "true"]);
        await Opsctl.Run(world, 0, [.. nightly, "--on", "all", "--", "true"]);

        Assert.Contains("Give --replace", await Opsctl.Run(world, 3, [.. nightly, "--on", "all", "--", "false"]), StringComparison.Ordinal);
        Assert.Contains("at revision 2", await Opsctl.Run(world, 0, [.. nightly, "--revision", "1", "--on", "all", "--", "true", "--all"]), StringComparison.Ordinal);
        Assert.Contains("it is at revision 2", await Opsctl.Run(world, 3, [.. nightly, "--revision", "1", "--on", "all", "--", "true"]), StringComparison.Ordinal);
        Assert.Contains("at revision 3", await Opsctl.Run(world, 0, [.. nightly, "--replace", "--on", "all", "--", "true"]), StringComparison.Ordinal);
        Assert.Contains("--cron has six fields: seconds are not taken", await Opsctl.Run(world, 3, "schedule", "put", "often", "--cron", "* * * * * *", "--on", "all", "--", "true"), StringComparison.Ordinal);
        Assert.Contains("--every is 1; the shortest interval is 60", await Opsctl.Run(world, 3, "schedule", "put", "often", "--every", "1s", "--on", "all", "--", "true"), StringComparison.Ordinal);
        Assert.Contains("There is no host 'host-9'", await Opsctl.Run(world, 3, "schedule", "put", "often", "--every", "1m", "--on", "host-9,host-1", "--", "true"), StringComparison.Ordinal);
        Assert.Equal(10, (await Opsctl.Run(world, 0, "schedule", "next", "nightly")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(" 01:30:00 +01:00", await Opsctl.Run(world, 0, "schedule", "next", "--every", "1d", "--from", "2026-10-25T00:30:00Z", "--zone", "Europe/Berlin"), StringComparison.Ordinal);

        Assert.Contains("Schedule nightly is paused.", await Opsctl.Run(world, 0, "schedule", "pause", "nightly"), StringComparison.Ordinal);
        Assert.Contains("Schedule nightly is not paused, and starts next", await Opsctl.Run(world, 0, "schedule", "resume", "nightly"), StringComparison.Ordinal);
        Assert.StartsWith("by-hand\n", await Opsctl.Run(world, 0, "schedule", "run", "nightly", "--id", "by-hand", "-q"), StringComparison.Ordinal);
        await Opsctl.Run(world, 0, "job", "by-hand", "-f");
        await Opsctl.Run(world, 0, "schedule", "delete", "nightly", "--yes");
        Assert.Contains("There is no schedule 'nightly'.", await Opsctl.Run(world, 3, "schedule", "show", "nightly"), StringComparison.Ordinal);
    }
}

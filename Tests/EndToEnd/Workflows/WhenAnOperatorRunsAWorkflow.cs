namespace OrleansOps.EndToEnd;

public sealed class WhenAnOperatorRunsAWorkflow(ThreeHosts hosts) : IClassFixture<ThreeHosts>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private OpsWorld World => hosts.World;

    /// <summary>The one of the documents, while the control plane is killed in it: each step has its turn once and in its order.</summary>
    [Fact]
    public async Task TheExampleRuns_AndAKilledServerHoldsNothingUp()
    {
        await Opsctl.Run(World, 0, "hosts", "label", "host-1", "canary=yes");
        await Eventually.Get(() => World.Api.Get("/api/v1/agents?label=canary%3Dyes"), list => list["items"]!.AsArray().Count == 1, "the canary is listed");
        var file = Path.Combine(PrintedCommands.Root, "docs", "examples", "rolling-patch.yaml");
        Assert.Contains("values.version", await Opsctl.Run(World, 3, "workflow", "validate", file), StringComparison.Ordinal);
        Assert.Matches("canary +1\n(.*\n)*rest +2\n(.*\n)*unlock +3", await Opsctl.Run(World, 0, "workflow", "validate", file, "--set", "version=2.4"));

        await using var run = Opsctl.Start(World, "workflow", "run", file, "--set", "version=2.4", "--id", "patch");
        await Says(run, "canary: succeeded, 1 succeeded");
        await Says(run, "Go on with: opsctl workflow approve patch go");
        Assert.Equal("patch--canary--1\n", await Opsctl.Run(World, 0, "tasks", "-l", "job=patch--canary", "-o", "name"));
        Assert.Contains("release 2.4 is in place", await Opsctl.Run(World, 0, "logs", "patch--canary--1"), StringComparison.Ordinal);

        await World.Gateway.KillNow();
        await World.StartGateway();
        await Opsctl.Run(World, 0, "workflow", "approve", "patch", "go", "--comment", "all is well");

        Assert.True(await run.Ended(Patience) == 0, run.Output);
        Assert.Contains("go: succeeded", run.Output, StringComparison.Ordinal);
        Assert.Contains("Approved by", run.Output, StringComparison.Ordinal);
        Assert.Contains("Workflow patch succeeded", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["patch--canary--1", "patch--rest--1", "patch--rest--2", "patch--unlock--1", "patch--unlock--2", "patch--unlock--3"],
            (await Opsctl.Run(World, 0, "tasks", "--all", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(task => task.StartsWith("patch--", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Matches("rest +succeeded +2/2", await Opsctl.Run(World, 0, "workflow", "show", "patch"));
    }

    /// <summary>What one step prints as an output, the next has as a variable, word for word: a command in it is text. What hosts do not agree on is told.</summary>
    [Fact]
    public async Task AStepHasWhatTheOneBeforePutOut()
    {
        var file = Path.Combine(World.Root, "outputs.yaml");
        await File.WriteAllTextAsync(file, """
            steps:
              - name: build
                job: {hosts: [host-1], task: {kind: bash, script: 'echo "##[set-output name=version]2.4 \"; touch $HOME"; echo "##[set-output name=migrate]no"'}}
              - name: migrate
                if: {step: build, output: migrate, is: 'yes'}
                job: {on: role=web, task: {kind: shell, script: 'true'}}
              - name: install
                inputs: {RELEASE: {step: build, output: version}, MODE: {step: build, output: mode, default: full}}
                job: {on: role=web, task: {kind: shell, script: 'echo "$RELEASE, $MODE"; echo "##[set-output name=at]$(hostname)-$OPS_TASK_ID"; echo "##[set-output name=release]$RELEASE"'}}
              - name: report
                inputs: {AT: {step: install, output: at}}
                job: {hosts: [host-1], task: {kind: shell, script: 'true'}}
            """);
        var said = await Opsctl.Run(World, 1, "workflow", "run", file, "--id", "outputs");
        Assert.Contains("migrate: skipped. Left out, as output 'migrate' of step 'build' is 'no'.", said, StringComparison.Ordinal);
        Assert.Matches("report: failed.* Output 'at' of step 'install' differs: it is '.*-outputs--install--1' on host-[123] and '.*-outputs--install--2' on host-[123]", said);

        var home = (await Opsctl.Run(World, 0, "logs", "outputs--install--1")).Trim();
        Assert.Matches("^2[.]4 \"; touch /.*, full", home);
        var shown = await Opsctl.Run(World, 0, "workflow", "show", "outputs");
        Assert.Matches("(?m)^build +version +2[.]4 \"; touch /", shown);
        Assert.Matches("(?m)^install +at +differs: ", shown);
        Assert.Matches("(?m)^install +release +2[.]4 ", shown);

        await File.WriteAllTextAsync(file, "steps:\n  - name: one\n    job: {hosts: [host-1], task: {kind: shell, script: 'true'}}\n  - name: two\n    needs: []\n    if:\n      step: one\n      output: x\n      is: '1'\n    waitSeconds: 1\n");
        Assert.Contains($"{file}:7:7: This step does not wait for 'one'", await Opsctl.Run(World, 3, "workflow", "validate", file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABadFileIsRefusedAtItsLine()
    {
        var file = Path.Combine(World.Root, "bad.yaml");
        await File.WriteAllTextAsync(file, "steps:\n  - name: one\n    job:\n      on: role=web\n      batches: 1,some\n      task: {kind: shell, script: 'true'}\n");
        Assert.Contains($"{file}:5:7: 'batches' cannot be read", await Opsctl.Run(World, 3, "workflow", "run", file), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "steps:\n  - name: one\n    waitSeconds: 1\n   needs: []\n");
        Assert.Contains($"{file}:4:", await Opsctl.Run(World, 2, "workflow", "run", file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARejectedWorkflowFails_AndAStoppedOneIsOverWhenItsHostsHaveConfirmed()
    {
        var file = Path.Combine(World.Root, "stopped.yaml");
        await File.WriteAllTextAsync(file, "steps: [{name: long, job: {hosts: [host-2], task: {kind: shell, script: sleep 600}}}, {name: clean, when: always, job: {hosts: [host-3], task: {kind: shell, script: echo clean}}}]");
        await Opsctl.Run(World, 0, "workflow", "run", file, "--id", "stopped", "--detach");
        await Eventually.Get(() => World.Api.Get("/api/v1/tasks?label=job%3Dstopped--long&phase=running"), page => page["items"]!.AsArray().Count == 1, "it runs");

        Assert.Contains("Workflow stopped is stopped", await Opsctl.Run(World, 0, "workflow", "stop", "stopped"), StringComparison.Ordinal);
        Assert.Equal("cancelled", OpsApi.Phase(await World.Api.Task("stopped--long--1")));
        Assert.Equal("succeeded", OpsApi.Phase(await World.Api.Task("stopped--clean--1")));

        await File.WriteAllTextAsync(file, "steps: [{name: go, approval: {message: well?}}]");
        await Opsctl.Run(World, 0, "workflow", "run", file, "--id", "rejected", "--detach");
        await Opsctl.Run(World, 0, "workflow", "reject", "rejected", "go", "--comment", "no");
        Assert.Contains("Rejected by", await Opsctl.Run(World, 1, "workflow", "show", "rejected", "-f"), StringComparison.Ordinal);
    }

    private static Task<string> Says(ManagedProcess opsctl, string text) =>
        Eventually.Value(() => opsctl.Output, printed => printed.Contains(text, StringComparison.Ordinal), $"opsctl says: {text}", Patience);
}

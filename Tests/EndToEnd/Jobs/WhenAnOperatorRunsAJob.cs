namespace OrleansOps.EndToEnd;

public sealed class WhenAnOperatorRunsAJob(ThreeHosts hosts) : IClassFixture<ThreeHosts>
{
    private OpsWorld World => hosts.World;

    [Fact]
    public async Task ABatchThatFailsHoldsItAndARetryRunsWhereItDidNotSucceed()
    {
        var mended = Path.Combine(World.Root, "mended");
        var script = Path.Combine(World.Root, "rollout.sh");
        await File.WriteAllTextAsync(script, $$"""
            case "$PWD" in */host-2/*) [ -e '{{mended}}' ] || { echo 'host-2 is broken' >&2; exit 3; };; esac
            echo "all is well"
            """);

        await using var run = Opsctl.Start(World, "run", "--on", "host-1,host-2,host-3", "--id", "rollout", "--batch", "2,1", "--pause", "on-failure", "--script", script);
        await Says(run, "Job rollout on 3 hosts, in 2 batches.");
        await Says(run, "opsctl: host-2: exit 3: host-2 is broken");
        await Says(run, "of 3 hosts 1 succeeded, 1 failed, 1 waiting. Batch 1 is over, 1 host of it did not succeed, and it waits for a word.");
        Assert.Equal("host-3\n", await Opsctl.Run(World, 0, "job", "rollout", "--state", "waiting", "-o", "name"));
        await Opsctl.Run(World, 0, "jobs", "resume", "rollout");

        Assert.True(await run.Ended() == 1, run.Output);
        Assert.Contains("of 3 hosts 2 succeeded, 1 failed.", run.Output, StringComparison.Ordinal);
        Assert.Equal("host-2\n", await Opsctl.Run(World, 0, "job", "rollout", "--state", "failed", "-o", "name"));

        await File.WriteAllTextAsync(mended, "");
        var again = await Opsctl.Run(World, 0, "jobs", "retry", "rollout", "-f");

        Assert.Contains("Job rollout succeeded on all 3 hosts.", again, StringComparison.Ordinal);
        Assert.Contains("all is well", await Opsctl.Run(World, 0, "logs", "rollout--2-2"), StringComparison.Ordinal);
        Assert.Equal(
            ["rollout--1", "rollout--2", "rollout--2-2", "rollout--3"],
            (await Opsctl.Run(World, 0, "tasks", "-l", "job=rollout", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Matches("rollout +rollout.sh|rollout +.* +succeeded +3", await Opsctl.Run(World, 0, "jobs"));
    }

    [Fact]
    public async Task AnInterruptEndsItOnTheHostsThatRun()
    {
        await using var run = Opsctl.Start(World, "run", "--on", "role=web and state=online", "--id", "endless", "--concurrency", "1", "--", "sleep", "600");
        await Eventually.Get(() => World.Api.Get("/api/v1/tasks?label=job%3Dendless&phase=running"), page => page["items"]!.AsArray().Count == 1, "one host runs it");

        run.Signal(ManagedProcess.Interrupt);

        Assert.True(await run.Ended() == 130, run.Output);
        Assert.Contains("of 3 hosts 1 cancelled, 2 waiting.", run.Output, StringComparison.Ordinal);
        Assert.Empty(await Opsctl.Run(World, 0, "tasks", "-l", "job=endless", "--open", "-o", "name", "-q"));
    }

    [Theory]
    [InlineData("role=nobody", "--on chooses no host.")]
    [InlineData("role=", "--on cannot be read")]
    [InlineData("host-1,host-7", "There is no host 'host-7'")]
    [InlineData("host-1,host-1", "twice")]
    public async Task WhatChoosesNoHostsIsRefusedInTheCallersWords(string on, string said)
    {
        var printed = await Opsctl.Run(World, 3, "run", "--on", on, "--", "true");

        Assert.Contains(said, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("'on'", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("'hosts'", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongSizeOfABatchIsNamedByItsOption()
    {
        var printed = await Opsctl.Run(World, 3, "run", "--on", "all", "--batch", "1,some", "--", "true");

        Assert.StartsWith("opsctl: --batch cannot be read: size 2, 'some', is none", printed, StringComparison.Ordinal);
    }

    private static Task<string> Says(ManagedProcess opsctl, string text) =>
        Eventually.Value(() => opsctl.Output, printed => printed.Contains(text, StringComparison.Ordinal), $"opsctl says: {text}");
}

namespace OrleansOps.Cli.Tests;

public sealed class JobsTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.HasJob("patch-41").Host("web-1", "succeeded", 0).Host("web-2", "failed", 3).Host("web-3", "waiting").Enter("failed", "1 of 3 hosts succeeded.");
        _gateway.HasJob("patch-42").Host("web-1", "open").Host("web-2", "waiting").Batch(1, 2);
        _gateway.HasJob("patch-43").Host("web-1", "succeeded", 0).Enter("succeeded");
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task AllPagesMakeOneTable()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "jobs", "--all", "--open");

        var lines = opsctl.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Matches("^ID +WHAT +PHASE +HOSTS +OPEN +SUCCEEDED +FAILED +UNDELIVERED +AGE +TOOK +BY$", lines[0]);
        Assert.Matches(@"^patch-43 +apt-get upgrade +succeeded +1 +0 +1 +0 +0 +\w+ +1m1s +tester$", lines[1]);
        Assert.Matches(@"^patch-42 +apt-get upgrade +running +2 +1 +0 +0 +0 +\w+ +- +tester$", lines[2]);
        Assert.All(_gateway.Requests, request => Assert.Contains("open=true", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NamesAreIds()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "jobs", "-o", "name");

        Assert.Equal("patch-43\npatch-42\npatch-41\n", opsctl.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task OneIsShownInDetail()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "job", "patch-41");

        var shown = opsctl.ExitsWith(0).Stdout;
        foreach (var line in (string[])["Phase: +failed", "Reason: +1 of 3 hosts succeeded.", "Hosts: +3", "  succeeded: +1", "  failed: +1", "  waiting: +1", "Submitted: +2026-01-02 03:04:05Z by tester"])
        {
            Assert.Matches($"(?m)^{line}$", shown);
        }
    }

    [Fact]
    public async Task ItsHostsAreListed()
    {
        await using var all = await Opsctl.Run(_gateway, "job", "patch-41", "--hosts");
        await using var failed = await Opsctl.Run(_gateway, "job", "patch-41", "--state", "failed", "-o", "name");
        await using var none = await Opsctl.Run(_gateway, "job", "patch-41", "--state", "cancelled");
        await using var json = await Opsctl.Run(_gateway, "job", "patch-41", "--hosts", "--json");

        var lines = all.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^TURN +HOST +STATE +PHASE +EXIT +TASK +TRIES +ENDED +REASON$", lines[0]);
        Assert.Matches(@"^2 +web-2 +failed +failed +3 +patch-41--2 +1 +\w+ ago +-$", lines[2]);
        Assert.Matches("^3 +web-3 +waiting +- +- +- +0 +- +-$", lines[3]);
        Assert.Equal("web-2\n", failed.ExitsWith(0).Stdout);
        Assert.Equal("opsctl: No such hosts of the job.\n", none.ExitsWith(0).Stderr);
        Assert.Equal(3, Json.Parse(json.ExitsWith(0).Stdout)["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("patch-43", 0, "Job patch-43 succeeded on its host after 1m1s.")]
    [InlineData("patch-41", 1, "Job patch-41 failed after 1m1s: of 3 hosts 1 succeeded, 1 failed, 1 waiting.")]
    public async Task FollowedItEndsAsRunWould(string id, int expected, string sentence)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "job", id, "-f");

        Assert.Contains(sentence, opsctl.ExitsWith(expected).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jobs pause patch-42", "POST", "/api/v1/jobs/patch-42/pause", "opsctl: Job patch-42 is paused, batch 1 of 2: of 2 hosts 1 open, 1 waiting. Paused by tester.\n")]
    [InlineData("jobs resume patch-42", "POST", "/api/v1/jobs/patch-42/resume", "opsctl: Job patch-42 is running, batch 1 of 2: of 2 hosts 1 open, 1 waiting.\n")]
    [InlineData("jobs change patch-42 --concurrency 7", "PATCH", "/api/v1/jobs/patch-42", "opsctl: Job patch-42 is running, batch 1 of 2: of 2 hosts 1 open, 1 waiting.\n")]
    [InlineData("jobs stop patch-42", "POST", "/api/v1/jobs/patch-42/stop", "opsctl: Job patch-42 is stopped after 1m1s: of 2 hosts 1 open, 1 waiting. Stopped by tester.\n")]
    public async Task AWordToAJobIsSentAndItsAnswerSaid(string line, string method, string target, string said)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        Assert.Equal(said, opsctl.ExitsWith(0).Stderr);
        Assert.Equal(target, _gateway.Single(method).Target);
    }

    [Fact]
    public async Task ChangeSendsWhatIsToChange()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "jobs", "change", "patch-42", "--concurrency", "7", "--json");

        Assert.Equal("""{"maxConcurrent":7}""", _gateway.Single("PATCH").Body);
        Assert.Equal(7, Json.Parse(opsctl.ExitsWith(0).Stdout)["maxConcurrent"]!.GetValue<int>());
    }

    [Fact]
    public async Task StopWaitsForTheHostsUnlessItIsNotTo()
    {
        var job = _gateway.Jobs["patch-42"];
        job.WhenStopped = _ => { };
        await using var atOnce = await Opsctl.Run(_gateway, "jobs", "stop", "patch-42", "--no-wait");
        await using var waits = Opsctl.Start(_gateway, "jobs", "stop", "patch-42");
        await Eventually.Holds(() => _gateway.Requests.Any(request => request.Method is "GET" && request.Target.Contains("waitSeconds", StringComparison.Ordinal)), "it waits");

        job.Host("web-1", "cancelled").Enter("stopped", "Stopped by tester.");

        Assert.Contains("is stopping", atOnce.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Equal(0, await waits.Exited());
        Assert.Contains("Job patch-42 is stopped", waits.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jobs retry patch-41", "unsuccessful")]
    [InlineData("jobs retry patch-41 --all", "all")]
    public async Task RetrySaysWhichRoundAndWhichHosts(string line, string hosts)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        Assert.StartsWith("opsctl: Job patch-41 is running, round 2: of 3 hosts", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Equal($$"""{"round":2,"hosts":"{{hosts}}"}""", _gateway.Single("POST").Body);
    }

    [Fact]
    public async Task RetryCanBeFollowed()
    {
        _gateway.Jobs["patch-41"].WhenRetried = job => job.Host("web-2", "succeeded", 0).Host("web-3", "succeeded", 0).Enter("succeeded");

        await using var opsctl = await Opsctl.Run(_gateway, "jobs", "retry", "patch-41", "-f");

        Assert.Contains("Job patch-41 succeeded on all 3 hosts.", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("job patch-4", "opsctl: There is no job 'patch-4'.\n  opsctl jobs lists the jobs.\n")]
    [InlineData("jobs stop patch-4", "opsctl: There is no job 'patch-4'.\n  opsctl jobs lists the jobs.\n")]
    [InlineData("jobs pause patch-41", "opsctl: Job 'patch-41' is over.\n  To run it once more: opsctl jobs retry JOB\n")]
    [InlineData("jobs retry patch-42", "opsctl: Job 'patch-42' is not over.\n  Wait for its end, or end it: opsctl jobs stop JOB\n")]
    public async Task ARefusalSaysWhatToDo(string line, string said)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        Assert.Equal(said, opsctl.ExitsWith(ExitCodes.Refused).Stderr);
    }

    [Fact]
    public async Task OneThatIsRefusedDoesNotKeepTheWordFromTheOthers()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "jobs", "pause", "patch-41", "patch-42");

        Assert.Contains("Job patch-42 is paused", opsctl.ExitsWith(ExitCodes.Refused).Stderr, StringComparison.Ordinal);
    }
}

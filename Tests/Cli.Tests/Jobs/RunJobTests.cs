using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

public sealed class RunJobTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task WhatIsAskedForIsWhatIsSent()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "succeeded", 0).Enter("succeeded");

        await using var opsctl = await Opsctl.Run(
            _gateway, "run", "--on", "role=web and not zone in (a,b)", "--id", "patch-42", "--name", "Patch", "--batch", "1,10%,50%", "--max-errors", "5%", "--concurrency", "20",
            "--pause", "on-failure", "--env", "A=b", "--timeout", "5m", "--label", "team=storage", "-c", "apt-get upgrade", "--", "-y");

        opsctl.ExitsWith(0);
        var put = _gateway.Single("PUT");
        Assert.Equal("/api/v1/jobs/patch-42", put.Target);
        Assert.Equal(
            JsonNode.Parse("""
                {"name":"Patch","on":"role=web and not zone in (a,b)","batches":"1,10%,50%","pause":"onFailure","maxConcurrent":20,"maxErrors":"5%",
                 "task":{"kind":"shell","script":"apt-get upgrade","argv":["-y"],"env":{"A":"b"},"timeoutSeconds":300,"labels":{"team":"storage"}}}
                """)!.AsObject().OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {field.Value!.ToJsonString()}"),
            JsonNode.Parse(put.Body)!.AsObject().OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {field.Value!.ToJsonString()}"));
    }

    [Fact]
    public async Task HostsAreNamedWithCommas()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "succeeded", 0).Host("web-2", "succeeded", 0).Enter("succeeded");

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1,web-2", "--", "uptime");

        Assert.Contains("succeeded on all 2 hosts", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Equal("""{"task":{"kind":"argv","argv":["uptime"]},"hosts":["web-1","web-2"]}""", _gateway.Single("PUT").Body);
    }

    [Fact]
    public async Task OneHostWithAnOptionOfJobsIsAJob()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "succeeded", 0).Enter("succeeded");

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--batch", "1", "--", "uptime");

        Assert.Contains("succeeded on its host", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.StartsWith("/api/v1/jobs/", _gateway.Single("PUT").Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("succeeded", 0, "succeeded on all 2 hosts after 1m1s.")]
    [InlineData("failed", 1, "failed after 1m1s: of 2 hosts 2 succeeded. Two is not enough.")]
    [InlineData("stopped", 130, "is stopped after 1m1s: of 2 hosts 2 succeeded. Two is not enough.")]
    [InlineData("evaporated", 1, "evaporated")]
    public async Task EveryEndingHasItsExitCodeAndSentence(string phase, int expected, string sentence)
    {
        _gateway.WhenJobSubmitted = job =>
        {
            job.Host("web-1", "succeeded", 0).Host("web-2", "succeeded", 0).Enter(phase, phase is "succeeded" ? null : "Two is not enough.");
            (job.More["terminal"], job.More["endedAt"]) = (true, "2026-01-02T03:05:06Z");
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "role=web", "--", "true");

        Assert.Contains(sentence, opsctl.ExitsWith(expected).Stderr, StringComparison.Ordinal);
        Assert.Empty(opsctl.Stdout);
    }

    [Fact]
    public async Task HostsThatFailAreNamedWithTheirLastLine()
    {
        _gateway.Has("patch-42--2").Write("stdout", "reading\n").Write("stderr", "E: no space \u001b[2J left\n").Write("stdout", "\n").End("failed", exitCode: 100);
        _gateway.Has("patch-42--3").End("rejected", reason: "The host is full.");
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "succeeded", 0).Host("web-2", "open").Host("web-3", "waiting").Batch(1, 2);
        await using var opsctl = Opsctl.Start(_gateway, "run", "--on", "role=web", "--id", "patch-42", "--", "job");

        await opsctl.StderrHas("opsctl: Job patch-42 on 3 hosts, in 2 batches.");
        await opsctl.StderrHas("opsctl: running, batch 1 of 2: of 3 hosts 1 succeeded, 1 open, 1 waiting.");
        var job = _gateway.Jobs["patch-42"];
        job.Host("web-2", "failed", 100);
        await opsctl.StderrHas("opsctl: web-2: exit 100: E: no space \\x1b[2J left\n");
        job.Batch(2, 2);
        await opsctl.StderrHas("opsctl: running, batch 2 of 2: of 3 hosts 1 succeeded, 1 failed, 1 waiting.");
        job.Host("web-3", "undelivered");
        await opsctl.StderrHas("opsctl: web-3: undelivered: The host is full.\n");
        job.Enter("failed", "1 of 3 hosts succeeded.");

        Assert.Equal(ExitCodes.NotAll, await opsctl.Exited());
        var table = opsctl.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, table.Length);
        Assert.Matches("^HOST +ENDING +TASK +LAST LINE$", table[0]);
        Assert.Matches("^web-3 +undelivered +patch-42--3 +The host is full.$", table[1]);
        Assert.Matches(@"^web-2 +exit 100 +patch-42--2 +E: no space \\x1b\[2J left$", table[2]);
        Assert.Single(opsctl.Stderr.Split('\n'), line => line.StartsWith("opsctl: web-2:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AGateIsSaidWithTheWordThatOpensIt()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "succeeded", 0).Host("web-2", "waiting").Batch(1, 2).Enter("paused", "Batch 1 is over, and it waits for a word.");
        await using var opsctl = Opsctl.Start(_gateway, "run", "--on", "role=web", "--id", "patch-42", "--batch", "1", "--pause", "each", "--", "job");

        await opsctl.StderrHas("paused, batch 1 of 2: of 2 hosts 1 succeeded, 1 waiting. Batch 1 is over, and it waits for a word.");
        await opsctl.StderrHas("Go on with: opsctl jobs resume patch-42 (to end it: opsctl jobs stop patch-42)");
        _gateway.Jobs["patch-42"].Host("web-2", "succeeded", 0).Enter("succeeded");

        Assert.Equal(0, await opsctl.Exited());
    }

    [Fact]
    public async Task OnATerminalAPictureIsDrawnInItsPlace()
    {
        _gateway.Has("patch-42--2").Write("stderr", "disk full\n").End("failed", exitCode: 7);
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "open").Host("web-2", "waiting").Batch(1, 2);
        await using var opsctl = Pty.Start(_gateway, columns: 80, "run", "--on", "role=web", "--id", "patch-42", "--", "job");

        await opsctl.StdoutHas("[..............................] 0 % of 2  batch 1 of 2");
        var job = _gateway.Jobs["patch-42"];
        job.Host("web-1", "succeeded", 0).Host("web-2", "failed", 7).Batch(2, 2);
        await opsctl.StdoutHas("\u001b[2F\u001b[J");
        await opsctl.StdoutHas("[##############################] 100 % of 2  batch 2 of 2");
        await opsctl.StdoutHas("disk full");
        job.Enter("failed", new string('x', 200));

        Assert.Equal(ExitCodes.NotAll, await opsctl.Exited());
        var drawn = opsctl.Stdout.Split("\u001b[J");
        Assert.All(drawn[..^1].SelectMany(picture => picture.Split("\r\n")).Where(line => line.Contains("batch", StringComparison.Ordinal) || line.Contains("xxx", StringComparison.Ordinal)),
            line => Assert.InRange(Plain(line).Length, 1, 79));
        Assert.Contains("disk full", drawn[^1], StringComparison.Ordinal);   // the table that stays
        Assert.Contains("To run it again where it did not succeed: opsctl jobs retry patch-42", drawn[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithJsonEachChangeIsALine()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "open");
        await using var opsctl = Opsctl.Start(_gateway, "run", "--on", "role=web", "--id", "patch-42", "--json", "--", "job");

        await opsctl.StdoutHas("\"open\":1");
        _gateway.Jobs["patch-42"].Host("web-1", "failed", 3).Enter("failed");

        Assert.Equal(ExitCodes.NotAll, await opsctl.Exited());
        var events = Json.Lines(opsctl.Stdout);
        Assert.Equal("job", events[0]["event"]!.GetValue<string>());
        Assert.Equal("end", events[^1]["event"]!.GetValue<string>());
        Assert.Equal(1, events[^1]["job"]!["counts"]!["failed"]!.GetValue<int>());
        Assert.Equal("that this opsctl does not know", events[^1]["job"]!["somethingNew"]!.GetValue<string>());
    }

    [Fact]
    public async Task DetachedItsIdIsTheOutput()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "open");

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "all", "--id", "patch-42", "--detach", "--", "job");

        Assert.Equal("patch-42\n", opsctl.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task TheSameAgainFollowsTheFirst()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "succeeded", 0).Enter("succeeded");
        await using var first = await Opsctl.Run(_gateway, "run", "--on", "all", "--id", "patch-42", "--", "job");

        await using var again = await Opsctl.Run(_gateway, "run", "--on", "all", "--id", "patch-42", "--", "job");
        await using var other = await Opsctl.Run(_gateway, "run", "--on", "all", "--id", "patch-42", "--", "another");

        Assert.Contains("was submitted before, with the same content.", again.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Contains("Choose another --id", other.ExitsWith(ExitCodes.Refused).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid-expression", "on", "'on' cannot be read: the quote at character 6 is not closed.", "opsctl: --on cannot be read: the quote at character 6 is not closed.\n")]
    [InlineData("invalid-expression", "batches", "'batches' cannot be read: size 2, 'x', is none.", "opsctl: --batch cannot be read: size 2, 'x', is none.\n")]
    [InlineData("invalid-value", "maxErrors", "'maxErrors' must be a number from 0, or a percentage from 0% to 100%.", "opsctl: --max-errors must be a number from 0, or a percentage from 0% to 100%.\n")]
    [InlineData("out-of-range", "maxConcurrent", "'maxConcurrent' is 20000; it must be 1 to 10000.", "opsctl: --concurrency is 20000; it must be 1 to 10000.\n")]
    [InlineData("unknown-agent", "hosts", "There is no host 'wbe-1'.", "opsctl: Wrong.\n  There is no host 'wbe-1'.\n  opsctl hosts lists the hosts.\n")]
    [InlineData("out-of-range", "task.timeoutSeconds", "'timeoutSeconds' is 0; it must be 1 to 604800.", "opsctl: --timeout is 0; it must be 1 to 604800.\n")]
    public async Task ARefusalSpeaksOfOptions(string code, string field, string detail, string said)
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Problem(http, 400, code, "Wrong.", detail, new JsonObject { [field] = new JsonArray(detail) });
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "role=web", "--", "job");

        Assert.Equal(said, opsctl.ExitsWith(ExitCodes.Refused).Stderr);
    }

    [Fact]
    public async Task ABrokenConnectionIsSaidOnceAndTheJobIsFollowedOn()
    {
        var broken = 0;
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "open");
        _gateway.Before = http =>
        {
            if (!http.Request.Query.ContainsKey("seen") || Interlocked.Increment(ref broken) > 2)
            {
                return Task.FromResult(false);
            }

            http.Abort();
            return Task.FromResult(true);
        };
        await using var opsctl = Opsctl.Start(_gateway, "run", "--on", "role=web", "--id", "patch-42", "--", "job");

        await opsctl.StderrHas("The job goes on; connecting again ...");
        _gateway.Jobs["patch-42"].Host("web-1", "succeeded", 0).Enter("succeeded");

        Assert.Equal(0, await opsctl.Exited());
        Assert.Equal(2, opsctl.Stderr.Split("The job goes on; connecting again ...").Length);
        Assert.Contains("opsctl: Connected again.", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeReachedForTooLongIsGivenUpWithTheWayToGoOn()
    {
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "open");
        _gateway.Before = http =>
        {
            if (http.Request.Method is "PUT")
            {
                return Task.FromResult(false);
            }

            http.Abort();
            return Task.FromResult(true);
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "role=web", "--id", "patch-42", "--reconnect-for", "1s", "--", "job");

        opsctl.ExitsWith(ExitCodes.Unreachable);
        Assert.Contains("Gave up after 1s", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains("opsctl job patch-42 -f", opsctl.Stderr, StringComparison.Ordinal);
    }

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*[A-Za-z]", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}

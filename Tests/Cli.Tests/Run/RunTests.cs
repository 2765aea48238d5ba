using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

public sealed class RunTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task OutputComesByteForByteOnItsOwnStream()
    {
        byte[] gbk = [0xC4, 0xE3, 0xBA, 0xC3, (byte)'\n'];
        _gateway.WhenSubmitted = task => task
            .Write("stdout", "\u001b[32mgreen\u001b[0m\n")
            .Write("stdout", gbk)
            .Write("stderr", "warning: \u00e9\n")
            .Write("stdout", "no newline")
            .End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--quiet", "-c", "x");

        opsctl.ExitsWith(0);
        Assert.Equal([.. "\u001b[32mgreen\u001b[0m\n"u8, .. gbk, .. "no newline"u8], opsctl.StdoutBytes);
        Assert.Equal("warning: \u00e9\n", opsctl.Stderr);
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01\r\nX: y", false)]
    [InlineData("", false)]
    public async Task TheTraceOfWhoCallsIsTheTasks(string given, bool isTaken)
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
        var environment = Opsctl.Environment(_gateway.Address);
        environment["TRACEPARENT"] = given;

        await using var opsctl = await Opsctl.RunWith(environment, [], "run", "--on", "web-1", "--", "job");

        opsctl.ExitsWith(0);
        Assert.Equal(isTaken ? given : null, _gateway.Single("PUT").TraceParent);
    }

    [Theory]
    [InlineData("succeeded", 0, null, 0, "")]
    [InlineData("failed", 7, null, 7, "failed with exit code 7 after 1m.")]
    [InlineData("failed", null, 9, 137, "was ended by signal 9")]
    [InlineData("timedOut", null, null, 124, "timed out after 1m: the host ended it.")]
    [InlineData("cancelled", null, null, 130, "is cancelled after 1m: the host confirmed that nothing of it runs any more")]
    [InlineData("lost", null, null, 125, "is lost after 1m: its host did not report how it ended")]
    [InlineData("rejected", null, null, 125, "was rejected by the host")]
    public async Task EveryEndingHasItsExitCodeAndSentence(string phase, int? exitCode, int? signal, int expected, string sentence)
    {
        _gateway.WhenSubmitted = task => task.End(phase, exitCode, signal);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--", "job");

        opsctl.ExitsWith(expected);
        Assert.Contains(sentence, opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsAskedForIsWhatIsSent()
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
        using var folder = new TemporaryFolder();
        var script = folder.Write("job.py", "print('\u00e9')\n");
        var env = folder.Write("env", "# comment\nA=from file\nB=\"quoted\"\n\nHOME\n");
        var stdin = folder.Write("stdin", [0xFF, 0x00, 0x01]);

        await using var opsctl = await Opsctl.Run(
            _gateway,
            ["run", "--on", "web-1", "--id", "job-1", "--script", script, "--env-file", env, "--env", "A=from option", "--env", "C=x=y", "--cwd", "/srv",
             "--stdin", stdin, "--timeout", "1h30m", "--queue-timeout", "10m", "--log-cap", "20M", "--on-lost", "retry", "--tty=120x40", "--memory", "512M", "--cpu", "150%", "--cpu-time", "10m", "--processes", "100", "--open-files", "256", "--label", "team=storage", "--label", "n=1", "--", "--full", "@x", "two words"]);

        opsctl.ExitsWith(0);
        var put = _gateway.Single("PUT");
        Assert.Equal("/api/v1/tasks/job-1", put.Target);
        var expected = new JsonObject
        {
            ["agent"] = "web-1",
            ["kind"] = "python",
            ["script"] = "print('\u00e9')\n",
            ["argv"] = new JsonArray("--full", "@x", "two words"),
            ["env"] = new JsonObject { ["A"] = "from option", ["B"] = "\"quoted\"", ["HOME"] = Environment.GetEnvironmentVariable("HOME"), ["C"] = "x=y" },
            ["workingDirectory"] = "/srv",
            ["stdinBase64"] = "/wAB",
            ["timeoutSeconds"] = 5400,
            ["queueSeconds"] = 600,
            ["logCapBytes"] = 20_971_520,
            ["onLost"] = "retry",
            ["tty"] = new JsonObject { ["columns"] = 120, ["rows"] = 40 },
            ["limits"] = new JsonObject { ["memoryBytes"] = 536_870_912, ["cpuPercent"] = 150, ["cpuSeconds"] = 600, ["processes"] = 100, ["openFiles"] = 256 },
            ["labels"] = new JsonObject { ["team"] = "storage", ["n"] = "1" },
        };
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(put.Body)), put.Body);
    }

    [Fact]
    public async Task ACommandIsSentAsItIs()
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--", "sh", "-c", "echo \"$HOME\" --json", "");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"agent":"web-1","kind":"argv","argv":["sh","-c","echo \"$HOME\" --json",""]}""", _gateway.Single("PUT").Body);
        Assert.Matches("^/api/v1/tasks/[0-9]{8}-[0-9]{6}-[a-z0-9]{6}$", _gateway.Single("PUT").Target);
        Assert.Equal("Bearer " + ContractGateway.Token, _gateway.Single("PUT").Authorization);
    }

    [Fact]
    public async Task ATerminalWithoutASizeIsTheUsualOne()
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-t", "--", "top", "-bn1");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"agent":"web-1","kind":"argv","argv":["top","-bn1"],"tty":{"columns":80,"rows":24}}""", _gateway.Single("PUT").Body);
    }

    [Theory]
    [InlineData("--memory", "much", "--memory takes a size such as 65536, 500K, 10M or 2G, not \"much\".")]
    [InlineData("--cpu", "fast", "--cpu takes a share in percent of one processor such as 50% or 150%, not \"fast\".")]
    [InlineData("--cpu", "0%", "--cpu takes a share")]
    [InlineData("--cpu-time", "soon", "--cpu-time")]
    [InlineData("--processes", "0", "--processes takes a whole number from 1, not \"0\".")]
    public async Task ALimitThatIsNoneIsRefused(string option, string value, string expected)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", option, value, "--", "true");

        opsctl.ExitsWith(2);
        Assert.Contains(expected, opsctl.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("0x24")]
    [InlineData("80x1001")]
    [InlineData("80x24x2")]
    public async Task ATerminalOfNoSizeIsRefused(string size)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--tty", size, "--", "true");

        opsctl.ExitsWith(2);
        Assert.Contains($"--tty takes a size such as 120x40, each 1 to 1000, not \"{size}\".", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScriptThatIsNotTextTravelsAsBase64()
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
        byte[] script = [.. "echo "u8, 0xC4, 0xE3, (byte)'\n'];

        await using var opsctl = await Opsctl.RunWith(
            Opsctl.Environment(_gateway.Address), script, "run", "--on", "web-1", "--kind", "bash", "--script", "-");

        opsctl.ExitsWith(0);
        Assert.Equal($$"""{"agent":"web-1","kind":"bash","scriptBase64":"{{Convert.ToBase64String(script)}}"}""", _gateway.Single("PUT").Body);
    }

    [Fact]
    public async Task DetachPrintsTheIdAlone()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--id", "d-1", "--detach", "-c", "sleep 60");

        opsctl.ExitsWith(0);
        Assert.Equal("d-1\n", opsctl.Stdout);
        Assert.Equal("opsctl: Task d-1 on web-1.\n", opsctl.Stderr);
        Assert.Single(_gateway.Requests);
    }

    [Theory]
    [InlineData("--detach")]
    [InlineData("--quiet --detach")]
    [InlineData("")]
    public async Task ItsPageIsSaidWhereItIsAskedFor(string more)
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, ["run", "--on", "web-1", "--id", "w-1", "--web", .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-c", "true"]);
        await using var again = await Opsctl.Run(_gateway, "rerun", "w-1", "--id", "w-2", "--web");

        Assert.Equal(more.Contains("--quiet", StringComparison.Ordinal) ? "" : $"opsctl: Task w-1 on web-1.\nopsctl: Its page: {_gateway.Address}/tasks/w-1\n", opsctl.ExitsWith(0).Stderr);
        Assert.Contains($"Its page: {_gateway.Address}/tasks/w-2\n", again.ExitsWith(0).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\n \n", true)]
    [InlineData("# nothing\n", false)]
    public async Task AnEmptyScriptIsRunAndSaid(string script, bool said)
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
        using var folder = new TemporaryFolder();

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--script", folder.Write("empty.sh", script));

        Assert.Equal(said, opsctl.ExitsWith(0).Stderr.Contains("The script is empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DetachWithJsonPrintsTheTaskAsTheServerSentIt()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--id", "d-1", "--detach", "--json", "-c", "x");

        var task = Json.Parse(opsctl.ExitsWith(0).Stdout);
        Assert.Equal("d-1", task["id"]!.GetValue<string>());
        Assert.Equal("that this opsctl does not know", task["somethingNew"]!.GetValue<string>());
    }

    [Fact]
    public async Task JsonIsALineForEachEvent()
    {
        _gateway.WhenSubmitted = task => task.Write("stdout", "a\n").Write("stderr", 0xFF).End("failed", exitCode: 3);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--json", "-c", "x");

        var lines = Json.Lines(opsctl.ExitsWith(3).Stdout);
        Assert.Equal(["phase", "log", "log", "end"], lines.Select(line => line["event"]!.GetValue<string>()));
        Assert.Equal("failed", lines[0]["task"]!["phase"]!.GetValue<string>());
        Assert.Contains(
            """{"event":"log","record":{"seq":1,"stream":"stdout","text":"a\n","at":"2026-01-02T03:04:05.678+00:00","attempt":1}}""",
            opsctl.Stdout,
            StringComparison.Ordinal);
        Assert.Equal("/w==", lines[2]["record"]!["base64"]!.GetValue<string>());
        Assert.Equal(3, lines[3]["task"]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task TheSameAgainFollowsTheFirstRun()
    {
        _gateway.WhenSubmitted = task => task.Write("stdout", "once\n").End("succeeded", exitCode: 0);
        await using var first = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--id", "same", "-c", "x");

        await using var second = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--id", "same", "-c", "x");

        Assert.Equal("once\n", second.ExitsWith(0).Stdout);
        Assert.Contains("was submitted before, with the same content", second.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LiveOutputIsShownBeforeTheEnd()
    {
        ContractTask? task = null;
        _gateway.WhenSubmitted = submitted => task = submitted.Write("stdout", "first\n");
        await using var opsctl = Opsctl.Start(_gateway, "run", "--on", "web-1", "-c", "x");

        await opsctl.StdoutHas("first\n");
        task!.Write("stdout", "second\n");
        await opsctl.StdoutHas("second\n");
        task.End("succeeded", exitCode: 0);

        Assert.Equal(0, await opsctl.Exited());
    }

    [Fact]
    public async Task WindowsLineEndsAreSentAsTheyAreAndNamedByTheServersWord()
    {
        _gateway.WhenSubmitted = task =>
        {
            task.More["windowsLineEnds"] = true;
            task.End("succeeded", exitCode: 0);
        };
        using var folder = new TemporaryFolder();

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--script", folder.Write("dos.sh", "echo\r\n"));

        Assert.Contains("has Windows line ends (CR LF)", opsctl.ExitsWith(0).Stderr, StringComparison.Ordinal);
        Assert.Contains(@"echo\r\n", _gateway.Single("PUT").Body, StringComparison.Ordinal);
        Assert.DoesNotContain("unixLineEnds", _gateway.Single("PUT").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LineEndsAndGraceAreAskedForOnWish()
    {
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x", "--unix-line-ends", "--grace", "0,30s", "--keep", "30d");

        opsctl.ExitsWith(0);
        var body = _gateway.Single("PUT").Body;
        Assert.Contains("\"unixLineEnds\":true", body, StringComparison.Ordinal);
        Assert.Contains("\"keepSeconds\":2592000", body, StringComparison.Ordinal);
        Assert.Contains("\"grace\":{\"interruptSeconds\":0,\"terminateSeconds\":30}", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5s")]
    [InlineData("5s,x")]
    [InlineData("1,2,3")]
    public async Task AGraceThatIsNoneIsNamed(string grace)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x", "--grace", grace);

        Assert.Contains("--grace takes two times such as 5s,20s", opsctl.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenMegabytesOnOneLineArriveWhole()
    {
        var piece = Encoding.ASCII.GetBytes(new string('x', 16 * 1024));
        _gateway.WhenSubmitted = task =>
        {
            for (var i = 0; i < 640; i++)
            {
                task.Write("stdout", piece);
            }

            task.End("succeeded", exitCode: 0);
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x");

        Assert.Equal(640 * 16 * 1024, opsctl.ExitsWith(0).StdoutBytes.Length);
    }
}

using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class LogsTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Has("t-1")
            .Write("stdout", "one\n").Write("stderr", "two\n").Write("stdout", "thr").Write("stdout", "ee\n").Write("stderr", "four\n")
            .End("failed", exitCode: 4);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("", "one\nthree\n", "two\nfour\n")]
    [InlineData("--from 3", "three\n", "four\n")]
    [InlineData("--tail 2", "ee\n", "four\n")]
    [InlineData("--tail 0", "", "")]
    [InlineData("-n 2 --stream stderr", "", "two\nfour\n")]
    [InlineData("--tail 2 --stream stderr -f", "", "two\nfour\n")]
    [InlineData("--tail 2 --stream stdout", "three\n", "")]
    [InlineData("--since 1s", "", "")]
    [InlineData("--since 900000h", "one\nthree\n", "two\nfour\n")]
    [InlineData("--stream stdout", "one\nthree\n", "")]
    [InlineData("--stream stderr -f", "", "two\nfour\n")]
    [InlineData("-f --from 4", "ee\n", "four\n")]
    [InlineData("--from 9", "", "opsctl: There is nothing from record 9 on: the log ends with record 5.\n")]
    [InlineData("-f --from 6", "", "opsctl: There is nothing from record 6 on: the log ends with record 5.\n")]
    [InlineData("--timestamps", "2026-01-02T03:04:05.678Z one\n2026-01-02T03:04:05.678Z three\n", "2026-01-02T03:04:05.678Z two\n2026-01-02T03:04:05.678Z four\n")]
    public async Task WhatIsAskedForIsShown(string options, string stdout, string stderr)
    {
        await using var opsctl = await Opsctl.Run(_gateway, ["logs", "t-1", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        opsctl.ExitsWith(0);
        Assert.Equal(stdout, opsctl.Stdout);
        Assert.Equal(stderr, opsctl.Stderr);
    }

    [Fact]
    public async Task FollowExitsAsTheTaskIfAsked()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "logs", "t-1", "-f", "--exit-code");

        opsctl.ExitsWith(4);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs -f")]
    public async Task AnotherEncodingIsShownAsUtf8(string command)
    {
        var gb18030 = Gb18030("\u4f60\u597d, \u4e16\u754c\n");
        _gateway.Has("t-2").Write("stdout", gb18030[..3]).Write("stderr", Gb18030("\u9519\u8bef\n")).Write("stdout", gb18030[3..]).End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, [.. command.Split(' '), "t-2", "--encoding", "gb18030"]);

        opsctl.ExitsWith(0);
        Assert.Equal("\u4f60\u597d, \u4e16\u754c\n", opsctl.Stdout);
        Assert.Equal("\u9519\u8bef\n", opsctl.Stderr);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs -f")]
    public async Task WhatIsMissingIsToldInItsPlace(string command)
    {
        _gateway.Has("t-3").Write("stderr", "before\n").Drop("stderr", 1_073_741_824).Write("stdout", "on\n").Drop("stdout", 1).Write("stderr", "after\n").End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, [.. command.Split(' '), "t-3"]);

        opsctl.ExitsWith(0);
        Assert.Equal("on\n", opsctl.Stdout);
        Assert.Equal(
            "before\n"
            + "opsctl: 1073741824 bytes of stderr are missing here: the task printed more than its cap (opsctl run --log-cap).\n"
            + "opsctl: 1 byte of stdout is missing here: the task printed more than its cap (opsctl run --log-cap).\n"
            + "after\n",
            opsctl.Stderr);
    }

    [Fact]
    public async Task WhatIsMissingIsARecordInJson()
    {
        _gateway.Has("t-4").Drop("stdout", 7).End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.Run(_gateway, "logs", "t-4", "--json");

        var record = Json.Parse(opsctl.ExitsWith(0).Stdout)["records"]![0]!;
        Assert.Equal((7, "capReached", ""), (record["dropped"]!["bytes"]!.GetValue<int>(), record["dropped"]!["reason"]!.GetValue<string>(), record["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task JsonIsOneDocument()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "logs", "t-1", "--json", "--from", "2");

        var log = Json.Parse(opsctl.ExitsWith(0).Stdout);
        Assert.Equal([2, 3, 4, 5], log["records"]!.AsArray().Select(record => record!["seq"]!.GetValue<int>()));
        Assert.Equal(6, log["nextSeq"]!.GetValue<int>());
        Assert.True(log["complete"]!.GetValue<bool>());
    }

    [Fact]
    public async Task JsonFollowedIsALineForEachEvent()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "logs", "t-1", "--json", "-f", "--stream", "stderr");

        var lines = Json.Lines(opsctl.ExitsWith(0).Stdout);
        Assert.Equal(["phase", "log", "log", "end"], lines.Select(line => line["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task FollowingEndsWithItsReader()
    {
        var task = _gateway.Has("t-3").Write("stdout", "first\n");
        var follow = $"{ShellText.Join([.. Opsctl.Program, "logs", "t-3", "-f"])}; echo \"code=$?\" >&2";
        await using var opsctl = Opsctl.Start(["sh", "-c", $"({follow}) | head -n 1"], Opsctl.Environment(_gateway.Address));
        await opsctl.StdoutHas("first\n");

        await Eventually.Holds(
            () => opsctl.Stderr.Contains("code=", StringComparison.Ordinal), "the end of opsctl", meanwhile: () => task.Write("stdout", "more\n"));

        Assert.Equal("code=141\n", opsctl.Stderr);
    }

    [Theory]
    [InlineData("> /dev/full", "The output cannot be written: No space left on device")]
    [InlineData(">&-", "The output cannot be written")]
    public async Task AnOutputThatTakesNothingIsNamed(string redirection, string complaint)
    {
        var logs = ShellText.Join([.. Opsctl.Program, "logs", "t-1", "--stream", "stdout"]);
        await using var opsctl = Opsctl.Start(["sh", "-c", $"{logs} {redirection}"], Opsctl.Environment(_gateway.Address));

        await opsctl.Finish();

        Assert.Contains(complaint, opsctl.ExitsWith(ExitCodes.OutputClosed).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppendingToAFileOverwritesNothing()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "log");
        var logs = ShellText.Join([.. Opsctl.Program, "logs", "t-1"]);
        await using var opsctl = Opsctl.Start(["sh", "-c", $"(echo before; {logs}; echo after) > {file} 2>&1"], Opsctl.Environment(_gateway.Address));

        await opsctl.Finish();

        Assert.Equal("before\none\ntwo\nthree\nfour\nafter\n", await File.ReadAllTextAsync(file));
    }

    private static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text);
}

namespace OrleansOps.Cli.Tests;

/// <summary>What is wrong on the command line is said with what to do, and nothing is sent.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("run --on web-1", "There is nothing to run.", "Give --script FILE, -c TEXT, or a command after --")]
    [InlineData("run --on web-1, -- id", "--on has a comma without a host.", "opsctl hosts lists the hosts.")]
    [InlineData("run --on web-1 --on web-2 -- id", "--on is given several times.", "with commas between")]
    [InlineData("run --on role=web --id a--b -- id", "\"a--b\" is not a job id: 1 to 48 letters, digits, _ and - are allowed, without --.", "")]
    [InlineData("run --on role=web --raw -- id", "are for one host.", "opsctl logs ID")]
    [InlineData("run --on web-1 --batch 1 --web -- id", "are for one host.", "opsctl logs ID")]
    [InlineData("run --on role=web --pause sometimes -- id", "--pause takes one of never, on-failure, each, not \"sometimes\".", "opsctl run --help")]
    [InlineData("run --on role=web --concurrency 0 -- id", "--concurrency takes a whole number from 1, not \"0\".", "opsctl run --help")]
    [InlineData("jobs stop", "Required argument 'ID' missing", "opsctl jobs stop --help")]
    [InlineData("jobs change x", "--concurrency", "opsctl jobs change --help")]
    [InlineData("job a.b", "\"a.b\" is not a job id", "opsctl job --help")]
    [InlineData("job x --state broken", "--state takes one of waiting, open, succeeded, failed, undelivered, cancelled, not \"broken\".", "opsctl job --help")]
    [InlineData("job x -f --hosts", "--follow and --hosts exclude each other.", "Give one of them.")]
    [InlineData("run -- id", "--on", "opsctl run --help")]
    [InlineData("run --on web-1 -c id --script x", "--script and -c exclude each other.", "Give one of them.")]
    [InlineData("run --on web-1 --script - --stdin -", "cannot both read standard input", "into a file")]
    [InlineData("run --on web-1 --script /does/not/exist", "there is no file /does/not/exist", "")]
    [InlineData("run --on web-1 --script /", "/ is a directory", "")]
    [InlineData("run --on web-1 --kind cobol -c id", "--kind takes one of shell, bash, python, perl, node, go, powershell, pwsh, cmd, auto, sh, py, js, javascript, golang, not \"cobol\".", "opsctl run --help")]
    [InlineData("run --on web-1 --kind bash -- id", "--kind is for scripts.", "-c")]
    [InlineData("run --on web-1 --timeout soon -- id", "--timeout takes a time such as 90s, 10m or 1h30m, not \"soon\".", "--help")]
    [InlineData("run --on web-1 --label x -- id", "--label takes NAME=VALUE, not \"x\".", "--label team=storage")]
    [InlineData("run --on web-1 --env =x -- id", "--env =x: write NAME=VALUE", "")]
    [InlineData("run --on web-1 --env OPSCTL_NO_SUCH -- id", "there is no variable OPSCTL_NO_SUCH here", "export it first")]
    [InlineData("run --on web-1 --id a/b -- id", "\"a/b\" is not a task id: 1 to 64 letters, digits, _ and - are allowed.", "")]
    [InlineData("run --on web-1 --encoding klingon -- id", "there is no encoding \"klingon\"", "gb18030")]
    [InlineData("run --on web-1 ls -l", "\"ls\" is neither an option nor after --.", "Put -- before the command")]
    [InlineData("run --on web-1 --tiemout 5m -c id", "\"--tiemout\" is neither an option nor after --.", "See: opsctl run --help")]
    [InlineData("run --on web-1 x -- id", "\"x\" is neither an option nor after --.", "Put -- before the command")]
    [InlineData("tasks --colour", "'--colour'", "See: opsctl tasks --help")]
    [InlineData("task ..", "\"..\" is not a task id", "opsctl task --help")]
    [InlineData("logs x --from 0", "--from takes a whole number from 1, not \"0\".", "opsctl logs --help")]
    [InlineData("logs x --from 2 --tail 3", "--from and --tail exclude each other.", "")]
    [InlineData("logs x --from 2 --since 10m", "--from and --since exclude each other.", "")]
    [InlineData("tasks --label a=b --label c=d", "--label", "opsctl tasks --help")]
    [InlineData("tasks --phase done", "--phase takes one of queued, sent,", "opsctl tasks --help")]
    [InlineData("hosts --state up", "--state takes one of online, offline, all, not \"up\".", "opsctl hosts --help")]
    [InlineData("help taks", "'taks' is no command of opsctl. Did you mean task or tasks?", "See: opsctl --help")]
    [InlineData("tokens", "Required command was not provided.", "See: opsctl tokens --help")]
    [InlineData("taks", "'taks' is no command of opsctl. Did you mean task or tasks?", "See: opsctl --help")]
    [InlineData("rnu --on vm -- uptime", "'rnu' is no command of opsctl. Did you mean run?", "See: opsctl --help")]
    [InlineData("hosts drian web-1", "Did you mean drain?", "See: opsctl hosts --help")]
    [InlineData("tasks --opne", "'--opne' is no option of opsctl tasks. Did you mean --open?", "See: opsctl tasks --help")]
    [InlineData("run --on web-1 --scirpt x", "Did you mean --script?", "See: opsctl run --help")]
    [InlineData("run --on web-1 --timeout 0 -- id", "--timeout must be 1s to 7d, not \"0\".", "opsctl run --help")]
    [InlineData("run --on web-1 --timeout 8d -- id", "--timeout must be 1s to 7d, not \"8d\".", "opsctl run --help")]
    [InlineData("hosts drain", "No host is given.", "-l NAME=VALUE")]
    [InlineData("cancel x -l a=b", "Tasks are named or chosen with -l, not both.", "")]
    [InlineData("hosts slots web-1", "There is nothing to set.", "opsctl hosts slots web-1 2")]
    [InlineData("hosts slots web-1 many", "\"many\" is no number of tasks.", "Give 1 to 1000, or own")]
    [InlineData("hosts slots web-1 0", "\"0\" is no number of tasks.", "Give 1 to 1000, or own")]
    [InlineData("hosts label web-1 role", "\"role\" is no label.", "opsctl hosts label web-1 role=web env-")]
    [InlineData("completion csh", "csh", "opsctl completion --help")]
    [InlineData("frobnicate", "'frobnicate'", "See: opsctl --help")]
    public async Task AMistakeIsNamedWithItsRemedy(string line, string mistake, string remedy)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        opsctl.ExitsWith(ExitCodes.Usage);
        Assert.StartsWith("opsctl: ", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains(mistake, opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains(remedy, opsctl.Stderr, StringComparison.Ordinal);
        Assert.Empty(opsctl.Stdout);
        Assert.Empty(_gateway.Requests);
    }

    [Theory]
    [InlineData("--script", "script.sh")]
    [InlineData("--stdin", "input.bin")]
    public async Task AFileOverTheLimitIsRefusedHere(string option, string name)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(name, new byte[(128 * 1024) + 1]);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", option, file, "-c", "id");

        opsctl.ExitsWith(ExitCodes.Usage);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task TheLimitOfAScriptIsNamed()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("big.sh", new byte[(128 * 1024) + 1]);

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--script", file);

        opsctl.ExitsWith(ExitCodes.Usage);
        Assert.Contains("is larger than the limit of 128 KiB.", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithJsonAMistakeIsADocument()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--json", "--on", "web-1");

        var error = Json.Parse(opsctl.ExitsWith(ExitCodes.Usage).Stderr)["error"]!;
        Assert.Equal("There is nothing to run.", error["title"]!.GetValue<string>());
        Assert.Equal(ExitCodes.Usage, error["exitCode"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("", "Getting started:")]
    [InlineData("--help", "OPSCTL_TOKEN_FILE")]
    [InlineData("help run", "124  timed out")]
    [InlineData("help hosts label", "NAME- takes it away")]
    [InlineData("run --help", "124  timed out")]
    [InlineData("run -h", "Ctrl-C asks whether to cancel the task")]
    [InlineData("logs --help", "opsctl logs deploy-42 -f")]
    [InlineData("login --help", "It is never an argument")]
    [InlineData("join-token create --help", "--uses")]
    [InlineData("hosts remove --help", "--yes")]
    public async Task HelpGoesOnWithExamples(string line, string text)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        opsctl.ExitsWith(ExitCodes.Success);
        Assert.Contains(text, opsctl.Stdout, StringComparison.Ordinal);
        Assert.Empty(opsctl.Stderr);
    }
}

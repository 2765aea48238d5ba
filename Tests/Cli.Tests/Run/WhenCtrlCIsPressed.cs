namespace OrleansOps.Cli.Tests;

public sealed class WhenCtrlCIsPressed : IAsyncLifetime
{
    private const string CtrlC = "\u0003";
    private const string Question = "Cancel task t-1? [y/N, Ctrl-C leaves it running]";

    private ContractGateway _gateway = null!;
    private ContractTask? _task;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenSubmitted = task => _task = task.Write("stdout", "started\n");
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task OnATerminalYesCancelsAndWaitsForTheHost()
    {
        await using var opsctl = await StartOnTerminal();
        _task!.WhenCancelled = _ => { };

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        await opsctl.Type("y\n");
        await opsctl.StdoutHas("waiting until that is confirmed");
        await opsctl.StdoutHas("web-1 ends its processes");
        _task.End("cancelled", outcome: "cancelled");

        Assert.Equal(ExitCodes.Cancelled, await opsctl.Exited());
        Assert.Contains("the host confirmed that nothing of it runs any more", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnATerminalAnythingElseGoesOn()
    {
        await using var opsctl = await StartOnTerminal();

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        _task!.Write("stdout", "held back while asked\n");
        await opsctl.Type("n\n");
        await opsctl.StdoutHas("held back while asked");
        _task.End("succeeded", exitCode: 0);

        Assert.Equal(0, await opsctl.Exited());
        Assert.DoesNotContain('\u001b', opsctl.Stdout);
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "POST");
        Assert.DoesNotContain("held back", opsctl.Stdout[..opsctl.Stdout.IndexOf(Question, StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATaskThatEndsTakesTheQuestionAway()
    {
        await using var opsctl = await StartOnTerminal();

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        _task!.Write("stdout", "its last words\n").End("succeeded", exitCode: 0);

        Assert.Equal(0, await opsctl.Exited());
        Assert.Contains("It has ended meanwhile.", opsctl.Stdout, StringComparison.Ordinal);
        Assert.Contains("its last words", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnATerminalTwiceLeavesItRunning()
    {
        await using var opsctl = await StartOnTerminal();

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        await opsctl.Type(CtrlC);

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
        Assert.Contains("Task t-1 goes on. Follow it again with: opsctl logs t-1 -f --from 2", opsctl.Stdout, StringComparison.Ordinal);
        Assert.Contains("opsctl cancel t-1", opsctl.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "POST");
    }

    [Fact]
    public async Task AfterYesItLeavesWithoutWaiting()
    {
        await using var opsctl = await StartOnTerminal();
        _task!.WhenCancelled = _ => { };

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        await opsctl.Type("y\n");
        await opsctl.StdoutHas("web-1 ends its processes");
        await opsctl.Type(CtrlC);

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
        Assert.Contains("Not waiting for task t-1 any more; it is still being cancelled.", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutATerminalInterruptCancels()
    {
        await using var opsctl = await StartWithoutTerminal();

        await opsctl.Signal("INT");

        Assert.Equal(ExitCodes.Cancelled, await opsctl.Exited());
        Assert.Equal("/api/v1/tasks/t-1/cancel", _gateway.Single("POST").Target);
    }

    [Fact]
    public async Task WithoutATerminalASecondInterruptLeaves()
    {
        await using var opsctl = await StartWithoutTerminal();
        _task!.WhenCancelled = _ => { };

        await opsctl.Signal("INT");
        await opsctl.StderrHas("waiting until that is confirmed");
        await opsctl.Signal("INT");

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task ATerminationLeavesItRunning(string signal)
    {
        await using var opsctl = await StartWithoutTerminal();

        await opsctl.Signal(signal);

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "POST");
    }

    [Fact]
    public async Task ARefusedCancelIsSaidAndTheTaskIsFollowedOn()
    {
        _gateway.Before = async http =>
        {
            if (http.Request.Method is not "POST")
            {
                return false;
            }

            await ContractGateway.Problem(http, 403, "forbidden", "Not allowed", "This token may not cancel.");
            return true;
        };
        await using var opsctl = await StartWithoutTerminal();

        await opsctl.Signal("INT");
        await opsctl.StderrHas("The task could not be cancelled: Not allowed (403 forbidden).");
        _task!.End("succeeded", exitCode: 0);

        Assert.Equal(0, await opsctl.Exited());
    }

    [Fact]
    public async Task AReaderThatGoesAwayLeavesItRunning()
    {
        var pipe = $"{ShellText.Join([.. Opsctl.Program, "run", "--on", "web-1", "--id", "t-1", "-c", "x"])}; echo \"code=$?\" >&2";
        await using var opsctl = Opsctl.Start(["sh", "-c", $"({pipe}) | head -n 1"], Opsctl.Environment(_gateway.Address));
        await opsctl.StdoutHas("started");

        // A pipe tells of a lost reader only when it is written to.
        await Eventually.Holds(
            () => opsctl.Stderr.Contains("code=", StringComparison.Ordinal), "the end of opsctl", meanwhile: () => _task!.Write("stdout", "more\n"));

        await opsctl.Exited();
        Assert.Contains("Nobody reads the output any more. Task t-1 goes on.", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains("code=5", opsctl.Stderr, StringComparison.Ordinal);
    }

    private async Task<Opsctl> StartOnTerminal()
    {
        var opsctl = Pty.Start(_gateway, columns: 100, "run", "--on", "web-1", "--id", "t-1", "-c", "x");
        await opsctl.StdoutHas("started");
        return opsctl;
    }

    private async Task<Opsctl> StartWithoutTerminal()
    {
        var opsctl = Pty.StartWithout(_gateway, "run", "--on", "web-1", "--id", "t-1", "-c", "x");
        await opsctl.StdoutHas("started");
        return opsctl;
    }
}

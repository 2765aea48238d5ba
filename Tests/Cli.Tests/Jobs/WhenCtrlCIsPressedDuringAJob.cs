namespace OrleansOps.Cli.Tests;

public sealed class WhenCtrlCIsPressedDuringAJob : IAsyncLifetime
{
    private const string CtrlC = "\u0003";
    private const string Question = "Stop job patch-42? [s stops it, l leaves it running, else it goes on; Ctrl-C leaves]";

    private ContractGateway _gateway = null!;

    private ContractJob Job => _gateway.Jobs["patch-42"];

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenJobSubmitted = job => job.Host("web-1", "open").Host("web-2", "waiting");
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task SStopsItAndWaitsForTheHosts()
    {
        await using var opsctl = await StartOnTerminal();
        Job.WhenStopped = _ => { };

        await Answer(opsctl, "s\n");
        await opsctl.StdoutHas("waiting until that is confirmed");
        await opsctl.StdoutHas("stopping");
        Job.Host("web-1", "cancelled").Enter("stopped", "Stopped by tester.");

        Assert.Equal(ExitCodes.Cancelled, await opsctl.Exited());
        Assert.Contains("Job patch-42 is stopped after 1m1s: of 2 hosts 1 cancelled, 1 waiting. Stopped by tester.", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LLeavesItRunning()
    {
        await using var opsctl = await StartOnTerminal();

        await Answer(opsctl, "l\n");

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
        Assert.Contains("Job patch-42 goes on. Follow it again with: opsctl job patch-42 -f (to stop it: opsctl jobs stop patch-42)", opsctl.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "POST");
    }

    [Fact]
    public async Task AnythingElseGoesOn()
    {
        await using var opsctl = await StartOnTerminal();

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        Job.Host("web-1", "succeeded", 0);
        await opsctl.Type("\n");
        await opsctl.StdoutHas("50 % of 2");
        Job.Host("web-2", "succeeded", 0).Enter("succeeded");

        Assert.Equal(0, await opsctl.Exited());
        Assert.DoesNotContain("50 %", opsctl.Stdout[..opsctl.Stdout.IndexOf(Question, StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "POST");
    }

    [Fact]
    public async Task ASecondOneLeavesIt()
    {
        await using var opsctl = await StartOnTerminal();

        await Answer(opsctl, CtrlC);

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
        Assert.DoesNotContain(_gateway.Requests, request => request.Method is "POST");
    }

    [Fact]
    public async Task AJobThatEndsTakesTheQuestionAway()
    {
        await using var opsctl = await StartOnTerminal();

        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        Job.Host("web-1", "succeeded", 0).Host("web-2", "succeeded", 0).Enter("succeeded");

        Assert.Equal(0, await opsctl.Exited());
        Assert.Contains("It has ended meanwhile.", opsctl.Stdout, StringComparison.Ordinal);
        Assert.Contains("succeeded on all 2 hosts", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutATerminalInterruptStopsIt()
    {
        await using var opsctl = await StartWithoutTerminal();

        await opsctl.Signal("INT");

        Assert.Equal(ExitCodes.Cancelled, await opsctl.Exited());
        Assert.Equal("/api/v1/jobs/patch-42/stop", _gateway.Single("POST").Target);
    }

    [Fact]
    public async Task WithoutATerminalASecondInterruptLeavesIt()
    {
        await using var opsctl = await StartWithoutTerminal();
        Job.WhenStopped = _ => { };

        await opsctl.Signal("INT");
        await opsctl.StderrHas("waiting until that is confirmed");
        await opsctl.Signal("INT");

        Assert.Equal(ExitCodes.LeftRunning, await opsctl.Exited());
        Assert.Contains("Not waiting for job patch-42 any more; it is still being stopped. See: opsctl job patch-42", opsctl.Stderr, StringComparison.Ordinal);
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
    public async Task ARefusedStopIsSaidAndTheJobIsFollowedOn()
    {
        _gateway.Before = async http =>
        {
            if (http.Request.Method is not "POST")
            {
                return false;
            }

            await ContractGateway.Problem(http, 403, "forbidden", "Not allowed", "This token may not stop.");
            return true;
        };
        await using var opsctl = await StartWithoutTerminal();

        await opsctl.Signal("INT");
        await opsctl.StderrHas("The job could not be stopped: Not allowed (403 forbidden).");
        Job.Host("web-1", "succeeded", 0).Host("web-2", "succeeded", 0).Enter("succeeded");

        Assert.Equal(0, await opsctl.Exited());
    }

    private static async Task Answer(Opsctl opsctl, string keys)
    {
        await opsctl.Type(CtrlC);
        await opsctl.StdoutHas(Question);
        await opsctl.Type(keys);
    }

    private async Task<Opsctl> StartOnTerminal()
    {
        var opsctl = Pty.Start(_gateway, columns: 120, "run", "--on", "role=web", "--id", "patch-42", "-c", "x");
        await opsctl.StdoutHas("0 % of 2");
        return opsctl;
    }

    private async Task<Opsctl> StartWithoutTerminal()
    {
        var opsctl = Pty.StartWithout(_gateway, "run", "--on", "role=web", "--id", "patch-42", "-c", "x");
        await opsctl.StderrHas("running: of 2 hosts 1 open, 1 waiting.");
        return opsctl;
    }
}

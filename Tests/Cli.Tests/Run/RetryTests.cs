namespace OrleansOps.Cli.Tests;

public sealed class RetryTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task ATaskSaysHowOftenAndAfterWhichPause()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--detach", "--retries", "3", "--retry-delay", "2m", "-c", "x");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"times":3,"delaySeconds":120}""", Json.Parse(_gateway.Single("PUT").Body)["retry"]!.ToJsonString());
    }

    [Fact]
    public async Task APauseAloneIsRefused()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--detach", "--retry-delay", "2m", "-c", "x");

        Assert.Contains("--retry-delay says nothing without --retries.", opsctl.ExitsWith(2).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATaskThatHasSome_ShowsThem_AndIsRunAgainWithThem()
    {
        _gateway.Has("s-1").Submitted = """{"agent":"a1","kind":"bash","script":"echo hi","retry":{"times":2,"delaySeconds":30}}""";

        await using var shown = await Opsctl.Run(_gateway, "task", "s-1");
        await using var again = await Opsctl.Run(_gateway, "rerun", "s-1", "--detach");

        Assert.Matches("(?m)^Retries: +up to 2, the first after 30s$", shown.ExitsWith(0).Stdout);
        again.ExitsWith(0);
        Assert.Equal("""{"times":2,"delaySeconds":30}""", Json.Parse(_gateway.Single("PUT").Body)["retry"]!.ToJsonString());
    }
}

namespace OrleansOps.Cli.Tests;

public sealed class LockTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("deploy")]
    [InlineData("host:deploy")]
    public async Task ATaskNamesOne(string name)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--detach", "--lock", name, "-c", "x");

        opsctl.ExitsWith(0);
        Assert.Equal(name, Json.Parse(_gateway.Single("PUT").Body)["lock"]!.GetValue<string>());
    }

    [Fact]
    public async Task ATaskThatNamedOne_ShowsIt_AndIsRunAgainWithIt()
    {
        _gateway.Has("s-1").Submitted = """{"agent":"a1","kind":"bash","script":"echo hi","lock":"deploy"}""";

        await using var shown = await Opsctl.Run(_gateway, "task", "s-1");
        await using var again = await Opsctl.Run(_gateway, "rerun", "s-1", "--detach");

        Assert.Matches("(?m)^Lock: +deploy$", shown.ExitsWith(0).Stdout);
        again.ExitsWith(0);
        Assert.Equal("deploy", Json.Parse(_gateway.Single("PUT").Body)["lock"]!.GetValue<string>());
    }
}

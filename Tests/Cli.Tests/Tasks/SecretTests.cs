using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class SecretTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task ItsValueIsTheVariableOfThatNameOrALineOfStandardInput()
    {
        await using var opsctl = await Run("two\nthree\n", "run", "--on", "web-1", "--detach", "--secret", "ONE", "--secret", "TWO", "--secret", "THREE", "-c", "x");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"ONE":"one","TWO":"two","THREE":"three"}""", Json.Parse(_gateway.Single("PUT").Body)["secrets"]!.ToJsonString());
    }

    [Theory]
    [InlineData("ONE=x", "takes a name alone")]
    [InlineData("", "takes a name alone")]
    [InlineData("TWO", "no variable TWO here, and no line for it on standard input")]
    public async Task WithoutOneNothingIsSent(string secret, string complaint)
    {
        await using var opsctl = await Run("", "run", "--on", "web-1", "--secret", secret, "-c", "x");

        Assert.Contains(complaint, opsctl.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task StandardInputIsReadForOneThing()
    {
        await using var opsctl = await Run("two\n", "run", "--on", "web-1", "--secret", "TWO", "--script", "-");

        Assert.Contains("no variable TWO here", opsctl.ExitsWith(2).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATaskThatHadSomeIsRunAgainWhenTheyAreGivenAgain()
    {
        _gateway.Has("s-1").Submitted = """{"agent":"a1","kind":"bash","script":"echo hi","secrets":{"TWO":null,"ONE":null}}""";

        await using var shown = await Opsctl.Run(_gateway, "task", "s-1");
        await using var without = await Run("", "rerun", "s-1", "--secret", "ONE", "--detach");
        await using var with = await Run("two\n", "rerun", "s-1", "--secret", "ONE", "--secret", "TWO", "--detach");

        Assert.Matches("(?m)^Secrets: +ONE TWO$", shown.ExitsWith(0).Stdout);
        Assert.Contains("whose values are given out to nobody: TWO.", without.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("--secret TWO", without.Stderr, StringComparison.Ordinal);
        with.ExitsWith(0);
        Assert.Equal("""{"ONE":"one","TWO":"two"}""", Json.Parse(_gateway.Single("PUT").Body)["secrets"]!.ToJsonString());
    }

    private Task<Opsctl> Run(string stdin, params string[] args) => Opsctl.RunWith(
        new Dictionary<string, string?>(Opsctl.Environment(_gateway.Address)) { ["ONE"] = "one", ["TWO"] = null, ["THREE"] = null }, Encoding.UTF8.GetBytes(stdin), args);
}

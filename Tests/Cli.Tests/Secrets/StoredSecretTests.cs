namespace OrleansOps.Cli.Tests;

public sealed class StoredSecretTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task ATaskNamesThem_AndNothingIsAskedFor()
    {
        await using var opsctl = await Opsctl.Run(
            _gateway, "run", "--on", "web-1", "--detach", "--stored-secret", "db-password", "--stored-secret", "deploy.key=KEY", "--stored-secret", "7zip", "-c", "x");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"DB_PASSWORD":"db-password","KEY":"deploy.key","_7ZIP":"7zip"}""", Json.Parse(_gateway.Single("PUT").Body)["storedSecrets"]!.ToJsonString());
    }

    [Fact]
    public async Task SomeComeAsFiles_WhichAreShown_AndAskedForAgain()
    {
        await using var run = await Opsctl.Run(
            _gateway, "run", "--on", "web-1", "--detach", "--stored-secret", "deploy.key=KEY_FILE", "--secret-file", "KEY_FILE", "-c", "x");
        _gateway.Has("s-2").Submitted = """{"agent":"a1","kind":"bash","script":"echo hi","storedSecrets":{"KEY_FILE":"deploy.key"},"secretFiles":["KEY_FILE"]}""";

        await using var shown = await Opsctl.Run(_gateway, "task", "s-2");
        await using var again = await Opsctl.Run(_gateway, "rerun", "s-2", "--detach");

        run.ExitsWith(0);
        again.ExitsWith(0);
        Assert.All(_gateway.Requests.Where(request => request.Method == "PUT"), request => Assert.Equal("""["KEY_FILE"]""", Json.Parse(request.Body)["secretFiles"]!.ToJsonString()));
        Assert.Equal(2, _gateway.Requests.Count(request => request.Method == "PUT"));
        Assert.Matches("(?m)^Secrets in files: +KEY_FILE$", shown.ExitsWith(0).Stdout);
    }

    [Theory]
    [InlineData("", "takes NAME or NAME=VARIABLE")]
    [InlineData("db=", "takes NAME or NAME=VARIABLE")]
    [InlineData("=DB", "takes NAME or NAME=VARIABLE")]
    [InlineData("other=DB", "the variable DB is given twice")]
    public async Task WhatIsNotInOrder_IsNotSent(string secret, string complaint)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--stored-secret", "db", "--stored-secret", secret, "-c", "x");

        Assert.Contains(complaint, opsctl.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task ATaskThatNamedSome_ShowsThem_AndIsRunAgainWithThem()
    {
        _gateway.Has("s-1").Submitted = """{"agent":"a1","kind":"bash","script":"echo hi","storedSecrets":{"KEY":"deploy.key","DB":"db"}}""";

        await using var shown = await Opsctl.Run(_gateway, "task", "s-1");
        await using var again = await Opsctl.Run(_gateway, "rerun", "s-1", "--detach");

        Assert.Matches("(?m)^Stored secrets: +DB=db KEY=deploy.key$", shown.ExitsWith(0).Stdout);
        again.ExitsWith(0);
        Assert.Equal("""{"KEY":"deploy.key","DB":"db"}""", Json.Parse(_gateway.Single("PUT").Body)["storedSecrets"]!.ToJsonString());
    }

    [Theory]
    [InlineData("secrets", "set", "db", "value")]   // never from the command line
    [InlineData("secrets", "set", "db", "--keep-value")]
    [InlineData("secrets", "set", "db", "--keep-value", "--on", "all", "--file", "x")]
    [InlineData("secrets", "set", "db", "--on", "all", "--file", "/no/such/file")]
    public async Task SetWithoutAValue_SendsNothing(params string[] words)
    {
        await using var opsctl = await Opsctl.Run(_gateway, words);

        opsctl.ExitsWith(2);
        Assert.Empty(_gateway.Requests);
    }
}

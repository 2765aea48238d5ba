namespace OrleansOps.Cli.Tests;

public sealed class RetryPolicyTests
{
    private readonly CountingTime _time = new();

    [Fact]
    public async Task Wait_GivesUpWhenTheLimitIsOver()
    {
        var retries = new RetryPolicy(_time, TimeSpan.FromMinutes(1));
        var tries = 0;
        while (await retries.Wait(asked: null, CancellationToken.None))
        {
            tries++;
        }

        Assert.Equal(TimeSpan.FromMinutes(1), _time.Waited);
        Assert.InRange(tries, 6, 30);
    }

    [Fact]
    public async Task Wait_TakesTheServersWord()
    {
        var retries = new RetryPolicy(_time, TimeSpan.FromMinutes(1));

        await retries.Wait(asked: TimeSpan.FromSeconds(3), CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(3), _time.Waited);
    }

    [Fact]
    public async Task Reset_StartsAnew()
    {
        var retries = new RetryPolicy(_time, TimeSpan.FromSeconds(1));
        while (await retries.Wait(asked: null, CancellationToken.None))
        {
            // until it gives up
        }

        retries.Reset();

        Assert.True(await retries.Wait(asked: null, CancellationToken.None));
    }

    [Theory]
    [InlineData(Retry.Never, 1)]
    [InlineData(Retry.AfterContact, 1)]
    [InlineData(Retry.Always, 3)]
    internal async Task Try_RepeatsOnlyWhatCanSucceed(Retry retry, int expected)
    {
        var sent = 0;
        var trying = new RetryPolicy(_time, TimeSpan.FromMinutes(1)).Try(
            () => ++sent < 3 ? throw new CliException(ExitCodes.Unreachable, "no") { Retry = retry } : Task.FromResult(sent),
            Retry.Always,
            CancellationToken.None);

        if (expected == 1)
        {
            await Assert.ThrowsAsync<CliException>(() => trying);
        }
        else
        {
            await trying;
        }

        Assert.Equal(expected, sent);
    }
}

using OrleansOps.Health;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class WhenAConnectionIsCut(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const int Connections = 32;
    private const int Cuts = 30;
    private const int CallsAtOnce = 200;

    /// <summary>
    /// The client tells of a connection that ends under a command in several ways, a bare InvalidOperationException, an IOException and a
    /// cancelled task among them. Whatever it says, callers are told that the store was away, and do not take it for a fault of theirs.
    /// </summary>
    [Fact]
    public async Task WhatFailsUnderItIsAStoreThatIsAway()
    {
        var failures = await Task.WhenAll(Enumerable.Range(0, Connections).Select(WriteUnderCuts));

        Assert.Empty(failures.SelectMany(failure => failure).Where(failure => failure is not StoreUnavailableException).Select(failure => failure.ToString()));
        Assert.NotEmpty(failures.SelectMany(failure => failure));
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(TimeoutException))]
    public async Task EachThatTheClientLetsOutIsTranslated(Type kind)
    {
        var let = (Exception)Activator.CreateInstance(kind, "it ended")!;

        var told = await Assert.ThrowsAsync<StoreUnavailableException>(() => redis.Connection.Call<int>(_ => Task.FromException<int>(let)));

        Assert.Contains(let.Message, told.Message, StringComparison.Ordinal);
    }

    /// <summary>A connection that is cut again as soon as it is back, while it is written to without a pause.</summary>
    private async Task<List<Exception>> WriteUnderCuts(int number)
    {
        await using var connection = redis.NewConnection();
        var failures = new List<Exception>();
        for (var cut = 0; cut < Cuts; cut++)
        {
            var id = await Eventually.Succeeds(() => connection.Call(database => database.ExecuteAsync("CLIENT", "ID")), "the connection is back");
            var killed = redis.Ask("CLIENT", "KILL", "ID", (string)id!);
            while (!killed.IsCompleted)
            {
                var calls = Enumerable.Range(0, CallsAtOnce).Select(_ => connection.Call(database => database.StringIncrementAsync($"cut-{number}"))).ToArray();
                await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                failures.AddRange(calls.Where(call => !call.IsCompletedSuccessfully).Select(call => call.Exception?.InnerException ?? new TaskCanceledException(call)));
            }
        }

        return failures;
    }
}

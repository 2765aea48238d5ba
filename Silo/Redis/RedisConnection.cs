using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Health;
using OrleansOps.Tracing;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>
/// The one connection to Redis. Calls made side by side travel together. Every call ends in time, with an answer or with
/// <see cref="StoreUnavailableException"/>; the client reconnects by itself.
/// </summary>
internal sealed partial class RedisConnection(IOptions<RedisOptions> options, StoreMeter meter, TimeProvider time, ILogger<RedisConnection> logger) : IAsyncDisposable
{
    private const int ReconnectEveryMs = 500;

    private readonly SemaphoreSlim _opening = new(1);
    private ConnectionMultiplexer? _multiplexer;
    private string? _loss;

    /// <summary>Address for messages.</summary>
    public string Address => string.Join(',', Configuration.EndPoints.Select(point => point.ToString()));

    /// <summary>Where and how. A Redis that is not there yet is waited for, not given up.</summary>
    public ConfigurationOptions Configuration { get; } = Configure(options.Value);

    public async ValueTask<ConnectionMultiplexer> Open() => Volatile.Read(ref _multiplexer) ?? await OpenFirst();

    /// <summary>Runs one command or a few that need no common step.</summary>
    public Task<T> Call<T>(Func<IDatabase, Task<T>> call) => Bounded("command", async () => await call((await Open()).GetDatabase()));

    /// <summary>Runs a script.</summary>
    public Task<RedisResult> Run(RedisScript script, RedisKey[] keys, RedisValue[] values) => Bounded(script.Name, () => RunOnce(script, keys, values));

    /// <summary>Why every call fails; null while none need to.</summary>
    public string? Loss => Volatile.Read(ref _loss);

    /// <summary>From now on every call fails: the store is not this process's any more, and nothing that it remembers belongs there.</summary>
    public void GiveUp(string why) => Interlocked.CompareExchange(ref _loss, why, null);

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is { } multiplexer)
        {
            await multiplexer.CloseAsync(allowCommandsToComplete: true);
            multiplexer.Dispose();
        }

        _opening.Dispose();
    }

    private async Task<RedisResult> RunOnce(RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        var database = (await Open()).GetDatabase();
        try
        {
            return await database.ScriptEvaluateAsync(script.Hash, keys, values);
        }
        catch (RedisServerException unknown) when (unknown.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // A new Redis, or one that was started again: it learns the script with this call.
            return await database.ScriptEvaluateAsync(script.Text, keys, values);
        }
    }

    private async Task<T> Bounded<T>(string name, Func<Task<T>> call)
    {
        if (Loss is { } loss)
        {
            throw new StoreUnavailableException(loss);
        }

        using var span = Traces.StartWithin(name, ActivityKind.Client);
        span?.SetTag("db.system.name", "redis");
        var started = time.GetTimestamp();
        try
        {
            var answer = await call().WaitAsync(options.Value.CallTimeout, time);
            meter.Called(name, time.GetElapsedTime(started));
            return answer;
        }
        catch (Exception failure) when (failure is RedisException or RedisCommandException or TimeoutException || IsLoss(failure))
        {
            meter.CallFailed(failure);
            throw new StoreUnavailableException(RedisTrouble.Sentence(Address, failure), failure);
        }
    }

    /// <summary>What the client lets out, as it is, of a connection that ends while a command is written to it.</summary>
    private static bool IsLoss(Exception failure) => failure is InvalidOperationException or OperationCanceledException or IOException;

    private async Task<ConnectionMultiplexer> OpenFirst()
    {
        await _opening.WaitAsync();
        try
        {
            if (_multiplexer is null)
            {
                var multiplexer = await ConnectionMultiplexer.ConnectAsync(Configuration);
                multiplexer.ConnectionFailed += (_, happened) => LogConnectionLost(happened.Exception, Address, happened.FailureType);
                multiplexer.ConnectionRestored += (_, _) => LogConnectionBack(Address);
                Volatile.Write(ref _multiplexer, multiplexer);
            }

            return _multiplexer;
        }
        finally
        {
            _opening.Release();
        }
    }

    private static ConfigurationOptions Configure(RedisOptions options)
    {
        var configuration = RedisAddress.Parse(options);
        configuration.AbortOnConnectFail = true;   // only so does the client say why it cannot connect for the first time; whoever asks, tries again
        configuration.ReconnectRetryPolicy = new LinearRetry(ReconnectEveryMs);
        configuration.ClientName ??= AppDomain.CurrentDomain.FriendlyName;
        configuration.AllowAdmin = true;   // without it the client refuses to ask for INFO and CONFIG GET
        return configuration;
    }

    [LoggerMessage(4101, LogLevel.Error, "The connection to Redis at {Address} is lost: {FailureType}. Nothing is acknowledged until it is back")]
    private partial void LogConnectionLost(Exception? failure, string address, ConnectionFailureType failureType);

    [LoggerMessage(4102, LogLevel.Information, "The connection to Redis at {Address} is back")]
    private partial void LogConnectionBack(string address);
}

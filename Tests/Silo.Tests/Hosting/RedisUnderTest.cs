using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansOps.Redis;
using StackExchange.Redis;

namespace OrleansOps.Tests.Hosting;

/// <summary>A redis-server for one test class, and the product's connection to it.</summary>
public sealed class RedisUnderTest : IAsyncLifetime
{
    private static readonly StoreMeter Meter = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public RedisServer Server { get; private set; } = null!;

    internal RedisConnection Connection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await RedisServer.Start();
        Connection = NewConnection();
    }

    public async Task DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal RedisConnection NewConnection() => new(
        Options.Create(new RedisOptions { ConnectionString = Server.Address, CallTimeout = TimeSpan.FromSeconds(5) }),
        Meter,
        TimeProvider.System,
        NullLogger<RedisConnection>.Instance);

    /// <summary>What Redis itself says.</summary>
    internal Task<RedisResult> Ask(string command, params object[] arguments) =>
        Connection.Call(database => database.ExecuteAsync(command, arguments));

    /// <summary>Every key, and every member of a list or set: where something is to have left no trace.</summary>
    internal async Task<IReadOnlyList<string>> Everything()
    {
        var all = new List<string>();
        foreach (var key in (string[])(await Ask("KEYS", "*"))!)
        {
            all.Add(key);
            if ((string?)await Ask("TYPE", key) is "zset")
            {
                all.AddRange((string[])(await Ask("ZRANGE", key, "0", "-1"))!);
            }
        }

        return all;
    }

    /// <summary>Entries of a stream as field and value pairs, oldest first.</summary>
    internal async Task<List<Dictionary<string, string>>> Stream(string key)
    {
        var entries = (RedisResult[])(await Ask("XRANGE", key, "-", "+"))!;
        return entries.Select(entry => Fields((RedisResult[])((RedisResult[])entry!)[1]!)).ToList();
    }

    private static Dictionary<string, string> Fields(RedisResult[] pairs) =>
        Enumerable.Range(0, pairs.Length / 2).ToDictionary(i => (string)pairs[2 * i]!, i => (string)pairs[(2 * i) + 1]!);
}

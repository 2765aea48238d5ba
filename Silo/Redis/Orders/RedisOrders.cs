using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Orders;

/// <summary>
/// What is ordered for many hosts, in Redis: for each order a hash of what was asked for and how it stands, another one for its hosts, which are kept in
/// numbered parts, and its places in the lists.
/// </summary>
internal sealed class RedisOrders(RedisConnection redis, OrderKeys keys)
{
    private const int PageSize = 200;

    /// <summary>How long hosts stay of an order that never came to be.</summary>
    private static readonly TimeSpan LeftFor = TimeSpan.FromHours(1);

    private static readonly RedisScript CreateScript = new("order-create");
    private static readonly RedisScript WriteScript = new("order-write");
    private static readonly RedisScript PutHostsScript = new("order-hosts-put");
    private static readonly RedisScript ForgetScript = new("order-forget");
    private static readonly RedisScript WriteHostsScript = new("order-hosts-write");
    private static readonly RedisScript PageScript = new("task-page");
    private static readonly RedisValue[] Parts = ["p", "t"];

    /// <summary>What was asked for and how it stands, or null if there is none.</summary>
    public async Task<(byte[] Spec, byte[] State)?> Read(string id)
    {
        var parts = await redis.Call(database => database.HashGetAsync(keys.Of(id), Parts));
        return parts[0].IsNull ? null : ((byte[])parts[0]!, (byte[])parts[1]!);
    }

    /// <summary>Stores a new order. Null if it did; the one that is there if the id is taken.</summary>
    public async Task<(byte[] Spec, byte[] State)?> Create(OrderEntry entry, byte[] spec)
    {
        var found = (RedisResult[])(await redis.Run(
            CreateScript,
            [keys.Of(entry.Id), keys.Hosts(entry.Id), keys.All, keys.Open],
            [entry.Id, entry.Version, RedisEvents.Score(entry.Submitted), spec, entry.State, entry.Summary]))!;
        return found.Length > 0 ? ((byte[])found[0]!, (byte[])found[1]!) : null;
    }

    /// <exception cref="InconsistentStateException">Another version is stored than the one before.</exception>
    public async Task Write(OrderEntry entry) => ThrowIfAnother($"{keys.Kind} {entry.Id}", entry.Version - 1, await redis.Run(
        WriteScript,
        [keys.Of(entry.Id), keys.Open, keys.Settled],
        [
            entry.Id, entry.Version - 1, entry.Version, RedisEvents.Score(entry.Submitted), entry.Ended is { } ended ? RedisEvents.Score(ended) : "",
            entry.State, entry.Summary,
        ]));

    /// <summary>Stores a part of the hosts of an order that is not there yet, in place of one that an earlier try left. Of one that is there nothing changes.</summary>
    public Task PutHosts(string id, int part, long version, byte[] hosts) =>
        redis.Run(PutHostsScript, [keys.Hosts(id), keys.Of(id)], [part, version, hosts, (long)LeftFor.TotalMilliseconds]);

    public async Task<byte[]?> ReadHosts(string id, int part) => (byte[]?)await redis.Call(database => database.HashGetAsync(keys.Hosts(id), part));

    /// <exception cref="InconsistentStateException">Another version is stored than the one before.</exception>
    public async Task WriteHosts(string id, int part, long version, byte[] hosts) => ThrowIfAnother(
        $"Hosts {part} of {keys.Kind} {id}", version - 1, await redis.Run(WriteHostsScript, [keys.Hosts(id)], [part, version - 1, version, hosts]));

    /// <summary>Summaries, newest first.</summary>
    public async Task<(IReadOnlyList<T> Items, string? NextCursor)> List<T>(bool isOpen, int limit, string? cursor)
        where T : class
    {
        var place = TaskListCursor.Parse(cursor);
        var items = new List<T>();
        var passedOver = 0;
        while (true)
        {
            var page = await Page<T>(isOpen ? keys.Open : keys.All, place, passedOver);
            foreach (var (at, order) in page.Where(entry => entry.Place.IsAfter(place)))
            {
                place = at;
                if (order is not null)
                {
                    items.Add(order);
                    if (items.Count == limit)
                    {
                        return (items, place.ToString());
                    }
                }
            }

            if (page.Count < PageSize)
            {
                return (items, null);
            }

            // Where a whole page was submitted in one millisecond, its time alone does not lead past it.
            passedOver = page[^1].Place.Submitted == page[0].Place.Submitted ? passedOver + PageSize : 0;
        }
    }

    /// <summary>Those that are over beyond the number of <paramref name="kept"/>, and those that ended before <paramref name="before"/>; at most <paramref name="max"/>.</summary>
    public async Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max)
    {
        var there = await redis.Call(database => database.SortedSetLengthAsync(keys.Settled));
        var oldest = await redis.Call(database => database.SortedSetRangeByScoreWithScoresAsync(keys.Settled, take: max));
        return [.. oldest.Where((order, index) => index < there - kept || order.Score < before.ToUnixTimeMilliseconds()).Select(order => (string)order.Element!)];
    }

    public Task Forget(string id) => redis.Run(ForgetScript, [keys.Of(id), keys.Hosts(id), keys.All, keys.Open, keys.Settled], [id]);

    private async Task<List<(TaskListCursor Place, T? Order)>> Page<T>(RedisKey list, TaskListCursor? from, int passedOver)
        where T : class
    {
        var newest = from is null ? (RedisValue)"+inf" : from.Submitted;
        var found = (RedisResult[])(await redis.Run(PageScript, [list], [newest, passedOver, PageSize, keys.Prefix]))!;
        return
        [
            .. found.Chunk(3).Select(entry => (
                new TaskListCursor((long)(double)entry[1], (string)entry[0]!),
                (byte[])entry[2]! is { Length: > 0 } summary ? JsonSerializer.Deserialize<T>(summary, StoredJson.Options) : null)),
        ];
    }

    /// <param name="stored">What a script answers: nothing, or the version that is stored where another was expected.</param>
    private static void ThrowIfAnother(string what, long expected, RedisResult stored)
    {
        if ((string?)stored is { } version)
        {
            throw new InconsistentStateException(
                $"{what}: version {version} is stored, and not version {expected}.", version, expected.ToString(CultureInfo.InvariantCulture));
        }
    }
}

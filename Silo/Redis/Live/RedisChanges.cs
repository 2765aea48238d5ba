using System.Text.Json;
using OrleansOps.Live;
using StackExchange.Redis;

namespace OrleansOps.Redis.Live;

/// <summary>
/// Changes in Redis, so that a gateway hears of what happened in another silo: a short stream, written in groups and only while somebody
/// follows. What was told in the last moments before that is kept here, so that nothing falls between a follower's mark and our noticing it.
/// </summary>
internal sealed class RedisChanges<T>(RedisConnection redis, string topic, TimeProvider time) : IChanges<T>, IRedisChanges
    where T : class
{
    private const int MostTold = 50_000;
    private const string Everything = "*";
    private const int GroupOf = 500;
    private const int EntriesKept = 600;
    private const int EntriesAtOnce = 100;
    private const int KeptSeconds = 60;
    private const int FollowedSeconds = 15;

    /// <summary>Longer than it takes to notice the first follower.</summary>
    private static readonly TimeSpan KeptUnfollowed = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookForFollowersEvery = TimeSpan.FromSeconds(1);

    private static readonly RedisScript AddScript = new("live-add");
    private static readonly RedisScript ReadScript = new("live-read");

    private readonly Lock _lock = new();
    private readonly RedisKey[] _keys = [$"ops:live:{topic}", $"ops:live:{topic}:followed"];
    private Dictionary<string, (T? View, long At)> _told = new(StringComparer.Ordinal);
    private bool _followed;
    private long _lookedAt;

    public void Tell(string id, T? view)
    {
        lock (_lock)
        {
            // Beyond the limit one mark stands for all the rest: readers must look at the lists.
            var kept = _told.Count < MostTold || _told.ContainsKey(id) ? id : Everything;
            _told[kept] = (view, time.GetTimestamp());
        }
    }

    public async Task<ChangePage<T>> After(string? cursor)
    {
        var answer = (RedisResult[])(await redis.Run(ReadScript, _keys, [cursor ?? "", FollowedSeconds, EntriesAtOnce, KeptSeconds]))!;
        var newest = new Dictionary<string, T?>(StringComparer.Ordinal);
        foreach (var entry in answer.Skip(2))
        {
            var pairs = (RedisResult[])entry!;
            for (var i = 0; i + 1 < pairs.Length; i += 2)
            {
                // In the order in which they were written: of what changed twice the last stays.
                var view = (byte[])pairs[i + 1]!;
                newest[(string)pairs[i]!] = view.Length == 0 ? null : JsonSerializer.Deserialize<T>(view, StoredJson.Options);
            }
        }

        var isWhole = !newest.Remove(Everything) && (int)answer[1] == 1;
        return new ChangePage<T>((string)answer[0]!, isWhole, [.. newest]);
    }

    public async Task Flush()
    {
        if (!_followed && !await IsFollowedNow())
        {
            return;
        }

        var told = Take();
        try
        {
            foreach (var group in told.Chunk(GroupOf))
            {
                await Add(group);
            }

            if (told.Count == 0 && time.GetElapsedTime(_lookedAt) >= LookForFollowersEvery)
            {
                await Add([]);   // only to hear whether anybody follows still
            }
        }
        catch
        {
            TakeBack(told);   // groups that were written already are written again: who follows takes the newest of each
            throw;
        }
    }

    private async Task<bool> IsFollowedNow()
    {
        if (time.GetElapsedTime(_lookedAt) < LookForFollowersEvery)
        {
            return false;
        }

        await Add([]);   // writes nothing, and hears whether anybody follows
        if (!_followed)
        {
            ForgetOld();
        }

        return _followed;
    }

    private async Task Add(KeyValuePair<string, (T? View, long At)>[] group)
    {
        List<RedisValue> values = [EntriesKept, KeptSeconds];
        foreach (var (id, (view, _)) in group)
        {
            values.Add(id);
            values.Add(view is null ? Array.Empty<byte>() : JsonSerializer.SerializeToUtf8Bytes(view, StoredJson.Options));
        }

        _followed = (int)await redis.Run(AddScript, _keys, [.. values]) == 1;
        _lookedAt = time.GetTimestamp();
    }

    private Dictionary<string, (T? View, long At)> Take()
    {
        lock (_lock)
        {
            if (_told.Count == 0)
            {
                return [];
            }

            var told = _told;
            _told = new(StringComparer.Ordinal);
            return told;
        }
    }

    private void TakeBack(Dictionary<string, (T? View, long At)> told)
    {
        lock (_lock)
        {
            foreach (var (id, view) in told)
            {
                _told.TryAdd(id, view);   // unless it was told anew meanwhile
            }
        }
    }

    private void ForgetOld()
    {
        lock (_lock)
        {
            foreach (var (id, _) in _told.Where(told => time.GetElapsedTime(told.Value.At) > KeptUnfollowed).ToList())
            {
                _told.Remove(id);
            }
        }
    }
}

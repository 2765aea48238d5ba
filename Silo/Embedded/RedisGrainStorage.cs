using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>Grain states in Redis: a hash of data and version for each. A write that expects another version than the stored one is refused.</summary>
internal sealed class RedisGrainStorage(RedisConnection redis, IOptions<ClusterNames> names) : IGrainStorage
{
    private static readonly RedisScript WriteScript = new("state-write");
    private static readonly RedisScript ClearScript = new("state-clear");
    private static readonly RedisValue[] Fields = ["etag", "data"];

    // Versions are never used twice, not even after a state was removed and made anew: this process's own mark and a count.
    private readonly string _mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private long _versions;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await redis.Call(database => database.HashGetAsync(Key(stateName, grainId), Fields));
        if (stored[0].IsNull)
        {
            Forget(grainState);
            return;
        }

        grainState.State = JsonSerializer.Deserialize<T>((byte[])stored[1]!, StoredJson.Options);
        grainState.ETag = stored[0];
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StoredJson.Options);
        var version = NextVersion();
        var answer = await redis.Run(WriteScript, [Key(stateName, grainId)], [grainState.ETag ?? "", version, data]);
        Check((RedisResult[])answer!, stateName, grainId, grainState.ETag);
        grainState.ETag = version;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var answer = await redis.Run(ClearScript, [Key(stateName, grainId)], [grainState.ETag ?? ""]);
        Check((RedisResult[])answer!, stateName, grainId, grainState.ETag);
        Forget(grainState);
    }

    private static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static void Check(RedisResult[] answer, string stateName, GrainId grainId, string? expected)
    {
        if ((int)answer[0] == 1)
        {
            return;
        }

        var stored = (string?)answer[1];
        throw new InconsistentStateException(
            $"State '{stateName}' of {grainId}: version '{expected}' was to be replaced, version '{stored}' is stored.", stored, expected);
    }

    private string NextVersion() => string.Create(CultureInfo.InvariantCulture, $"{_mark}-{Interlocked.Increment(ref _versions)}");

    private RedisKey Key(string stateName, GrainId grainId) => $"{names.Value.ServiceId}/state/{grainId}/{stateName}";
}

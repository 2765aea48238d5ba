using StackExchange.Redis;

namespace OrleansOps.Redis.Orders;

/// <summary>Where orders of one kind are kept.</summary>
/// <param name="Kind">What one is called in messages, such as Job.</param>
/// <param name="Prefix">Comes before an id in the key of what was asked for and how it stands.</param>
/// <param name="All">All of them, by the time of their submission.</param>
/// <param name="Open">Those that are not over, by the same.</param>
/// <param name="Settled">Those that are over, by the time of their end.</param>
internal sealed record OrderKeys(string Kind, string Prefix, RedisKey All, RedisKey Open, RedisKey Settled)
{
    public RedisKey Of(string id) => Prefix + id;

    /// <summary>Its hosts: a field for each part, and one for its version.</summary>
    public RedisKey Hosts(string id) => $"{Prefix}{id}:hosts";
}

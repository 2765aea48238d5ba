using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>What this runtime's version of the Redis client needs: nothing, it takes up answers side by side by itself.</summary>
internal static class RedisTuning
{
    public static void Apply(ConnectionMultiplexer multiplexer) => ArgumentNullException.ThrowIfNull(multiplexer);
}

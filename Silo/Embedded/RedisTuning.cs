using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>What this runtime's version of the Redis client needs.</summary>
internal static class RedisTuning
{
    /// <summary>Lets answers be taken up side by side: grains have their own order, and one slow taker must not hold up all others.</summary>
    public static void Apply(ConnectionMultiplexer multiplexer) => multiplexer.PreserveAsyncOrder = false;
}

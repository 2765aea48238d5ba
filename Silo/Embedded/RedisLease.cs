using Microsoft.Extensions.Logging;
using Orleans.Hosting.Embedded;
using OrleansOps.Health;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>
/// The right of this process to use the Redis store alone. A holder that is known to be dead, because it ran on this machine, is followed
/// at once; another one when its lease runs out.
/// </summary>
internal sealed partial class RedisLease(RedisConnection redis, TimeProvider time, ILogger<RedisLease> logger) : IStoreLease
{
    private static readonly RedisKey Key = "ops:embedded:owner";
    private static readonly RedisScript TakeScript = new("lease-take");
    private static readonly RedisScript ReleaseScript = new("lease-release");
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WaitForRedis = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly LeaseHolder _self = LeaseHolder.ThisProcess();

    public TimeSpan RenewEvery => TimeSpan.FromSeconds(5);

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var holder = await TakeWhenRedisIsThere(cancellationToken);
        if (holder != _self && holder.IsDeadHere())
        {
            LogFollows(holder);
            holder = await Take(holder.ToString());
        }

        if (holder != _self)
        {
            throw new StoreInUseException($"Redis at {redis.Address}", holder.Describe(Lasts));
        }
    }

    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var holder = await Take("");
        if (holder != _self)
        {
            redis.GiveUp(
                $"Redis at {redis.Address} was taken by another control plane, {holder.Describe(Lasts)}, while this one stood still. This one ends: two would "
                    + "write over each other. Stop the other one before you start this one again.");
        }

        return holder == _self;
    }

    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await redis.Run(ReleaseScript, [Key], [_self.ToString()]);
        }
        catch (StoreUnavailableException failure) when (redis.Loss is null)
        {
            LogNotReleased(failure, Lasts);   // it runs out by itself, and on this machine the next process sees that this one is gone
        }
        catch (StoreUnavailableException)
        {
            // It is somebody else's already.
        }
    }

    /// <summary>Redis may be starting, or loading what it has: it gets a moment.</summary>
    private async Task<LeaseHolder> TakeWhenRedisIsThere(CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await Take("");
            }
            catch (StoreUnavailableException failure) when (time.GetElapsedTime(started) < WaitForRedis)
            {
                LogWaits(failure, redis.Address);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    private async Task<LeaseHolder> Take(string dead) =>
        LeaseHolder.Parse((string)(await redis.Run(TakeScript, [Key], [_self.ToString(), dead, (long)Lasts.TotalMilliseconds]))!);

    [LoggerMessage(3301, LogLevel.Warning, "The store was held by {Holder}, which is dead; this process follows it")]
    private partial void LogFollows(LeaseHolder holder);

    [LoggerMessage(3303, LogLevel.Warning, "The store could not be given up; the right to it runs out in {Lasts}")]
    private partial void LogNotReleased(Exception failure, TimeSpan lasts);

    [LoggerMessage(3302, LogLevel.Warning, "Redis at {Address} is not there yet; waiting for it")]
    private partial void LogWaits(Exception failure, string address);
}

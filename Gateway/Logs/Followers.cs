using Microsoft.Extensions.Options;
using OrleansOps.Http;

namespace OrleansOps.Logs;

/// <summary>Counts the readers of live logs.</summary>
internal sealed class Followers(IOptions<LogFollowOptions> options)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>A seat until it is disposed; null if all are taken.</summary>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref _count) <= options.Value.MaxFollowers)
        {
            return new Seat(this);
        }

        Interlocked.Decrement(ref _count);
        return null;
    }

    public Refusal Full() => new(
        StatusCodes.Status503ServiceUnavailable, "too-many-followers", $"{options.Value.MaxFollowers} readers follow logs, which is this gateway's limit.",
        "Come back in 10 s, or read the log with GET /api/v1/tasks/{id}/log.")
    { RetryAfter = TimeSpan.FromSeconds(10) };

    private sealed class Seat(Followers followers) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref followers._count);
    }
}

using OrleansOps.Health;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Server;

/// <summary>
/// The way to the durable store and back: one connection for each life of the server, in order. Whatever fails may have happened all the
/// same, and what timed out may still happen.
/// </summary>
internal sealed class Redis(Scheduler scheduler)
{
    private const double CallTimeout = 5;

    private Life? _connected;
    private long _lastApplied;
    private long _lastAnswered;

    /// <summary>Killed, or stopped.</summary>
    public bool IsDown { get; set; }

    /// <summary>How likely a call never reaches the store.</summary>
    public double Unsent { get; set; }

    /// <summary>How likely an answer never comes back.</summary>
    public double Unanswered { get; set; }

    /// <summary>How likely a call hangs and happens seconds later, behind the back of who gave it up.</summary>
    public double Late { get; set; }

    /// <summary>Seconds of the slowest call.</summary>
    public double Slowest { get; set; } = 0.01;

    public Task<T> Call<T>(Life caller, string what, Func<T> apply)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var chance = scheduler.Chance;
        Follow(caller);
        if (IsDown || chance.Hits(Unsent))
        {
            Fail(caller, done, what, chance.Skewed(0.0005, CallTimeout));
            return done.Task;
        }

        if (chance.Hits(Late))
        {
            scheduler.After(chance.Span(0, 2 * CallTimeout), null, what, () => Apply(what, apply, out _));
            Fail(caller, done, what, chance.Span(CallTimeout / 2, CallTimeout));
            return done.Task;
        }

        var isAnswered = !chance.Hits(Unanswered);
        var leftTheServer = chance.Hits(0.5);   // in the case that it is killed now
        var gaveUpAt = scheduler.Now + TimeSpan.FromSeconds(CallTimeout).Ticks;
        _lastApplied = Math.Max(_lastApplied, scheduler.Now + chance.Skewed(0.00005, Slowest).Ticks);
        scheduler.At(_lastApplied, new Step(null, what, _ => Arrive(caller, what, apply, done, isAnswered, leftTheServer, gaveUpAt), null));
        return done.Task;
    }

    private void Arrive<T>(Life caller, string what, Func<T> apply, TaskCompletionSource<T> done, bool isAnswered, bool leftTheServer, long gaveUpAt)
    {
        if (IsDown || (caller.IsOver && !leftTheServer))
        {
            Fail(caller, done, what, scheduler.Chance.Skewed(0.0005, CallTimeout));
            return;
        }

        var failure = Apply(what, apply, out var result);
        _lastAnswered = Math.Max(_lastAnswered, scheduler.Now + scheduler.Chance.Skewed(0.00005, Slowest).Ticks);
        if (!isAnswered || _lastAnswered > gaveUpAt)
        {
            Fail(caller, done, what, TimeSpan.FromTicks(Math.Max(0, gaveUpAt - scheduler.Now)));
            return;
        }

        scheduler.At(_lastAnswered, new Step(caller, what, _ => Answer(done, failure, result), null));
    }

    private static void Answer<T>(TaskCompletionSource<T> done, Exception? failure, T? result)
    {
        if (failure is null)
        {
            done.TrySetResult(result!);
        }
        else
        {
            done.TrySetException(failure);
        }
    }

    private static Exception? Apply<T>(string what, Func<T> apply, out T? result)
    {
        try
        {
            result = apply();
            return null;
        }
        catch (Exception refused)
        {
            result = default;
            return refused.InnerException is { } inner && refused is System.Reflection.TargetInvocationException ? inner : refused;
        }
    }

    private void Fail<T>(Life caller, TaskCompletionSource<T> done, string what, TimeSpan after)
    {
        scheduler.Trace.Add($"redis: {what} fails");
        caller.After(after, "redis fails", () => done.TrySetException(new StoreUnavailableException($"Redis did not answer {what}.")));
    }

    private void Follow(Life caller)
    {
        if (_connected != caller)
        {
            (_connected, _lastApplied, _lastAnswered) = (caller, 0, 0);
        }
    }
}

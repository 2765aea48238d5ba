using OrleansOps.Agents;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Counts how many sessions are looked at, and how many at once.</summary>
public sealed class TakeUpCounter : IOutgoingGrainCallFilter
{
    private readonly Lock _lock = new();
    private int _now;

    public int All { get; private set; }

    public int MostAtOnce { get; private set; }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!string.Equals(context.MethodName, nameof(IAgentGrain.TakeUp), StringComparison.Ordinal))
        {
            await context.Invoke();
            return;
        }

        Count(1);
        try
        {
            await Task.Yield();
            await context.Invoke();
        }
        finally
        {
            Count(-1);
        }
    }

    private void Count(int more)
    {
        lock (_lock)
        {
            _now += more;
            All += more > 0 ? 1 : 0;
            MostAtOnce = Math.Max(MostAtOnce, _now);
        }
    }
}

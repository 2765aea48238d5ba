using Orleans.Serialization.Invocation;
using OrleansOps.Agents;
using OrleansOps.Simulation.Time;
using OrleansOps.Simulation.World;

namespace OrleansOps.Simulation.Server;

/// <summary>
/// Calls between grains as a cluster of several silos may treat them: a one-way call may be lost or late; any other may fail before it
/// arrived or after it was carried out. Calls may overtake each other.
/// </summary>
internal sealed class LossyCalls(SimulatedWorld world, Life server) : IOutgoingGrainCallFilter
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<System.Reflection.MethodInfo, bool> OneWay = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var chance = world.Scheduler.Chance;
        if (chance.Hits(world.Weather.SlowCalls))
        {
            await Task.Delay(chance.Skewed(0.001, 3), server);
        }

        if (IsToAgent(context) && chance.Hits(world.Weather.LateOrders))
        {
            await Task.Delay(chance.Span(0, 4.5), server);
        }

        if (IsToAgent(context) && IsClose(context) && chance.Hits(world.Weather.LostCloses))
        {
            throw new TimeoutException($"The gateway of {context.TargetId} did not answer.");
        }

        if (!chance.Hits(world.Weather.LostCalls))
        {
            await context.Invoke();
            return;
        }

        var isOneWay = OneWay.GetOrAdd(context.InterfaceMethod, static method => method.IsDefined(typeof(Orleans.Concurrency.OneWayAttribute), inherit: true));
        world.Scheduler.Trace.Add($"{server}: the call {context.InterfaceMethod.Name} of {context.TargetId} goes wrong");
        if (isOneWay)
        {
            context.Response = Response.Completed;
            if (chance.Hits(0.5))
            {
                await Task.Delay(chance.Skewed(0.001, 3), server);
                await context.Invoke();
            }

            return;
        }

        if (chance.Hits(0.5))
        {
            await context.Invoke();
        }

        await Task.Delay(chance.Skewed(0.001, 2), server);
        throw new TimeoutException($"{context.TargetId} did not answer.");
    }

    private static bool IsClose(IOutgoingGrainCallContext context) =>
        string.Equals(context.InterfaceMethod.Name, nameof(IAgentConnection.Close), StringComparison.Ordinal);

    private static bool IsToAgent(IOutgoingGrainCallContext context) => context.InterfaceMethod.DeclaringType == typeof(IAgentConnection);
}

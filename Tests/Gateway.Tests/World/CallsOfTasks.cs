using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Takes down the calls to grains that tasks cause, in order.</summary>
public sealed class CallsOfTasks : IOutgoingGrainCallFilter
{
    private static readonly Type[] Looked = [typeof(ITaskGrain), typeof(IAgentGrain), typeof(IAgentConnection), typeof(IFleetIndexGrain), typeof(IAuditGrain), typeof(ILogSinkGrain)];

    private readonly Lock _lock = new();
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            _all.Clear();
        }
    }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod is { DeclaringType: { } type, Name: var name } && Looked.Contains(type))
        {
            lock (_lock)
            {
                _all.Add($"{type.Name}.{name}");
            }
        }

        return context.Invoke();
    }
}

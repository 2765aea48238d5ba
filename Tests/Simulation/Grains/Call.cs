using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>Something that runs in a turn of a grain.</summary>
internal abstract class Call
{
    public virtual InvokeMethodOptions Options => InvokeMethodOptions.None;

    /// <summary>Belongs to one activation and ends with it, as the ticks of a timer do.</summary>
    public virtual bool IsLocal => false;

    public virtual bool KeepsAlive => true;

    /// <summary>Its caller has its answer already: it gave up, or cancelled.</summary>
    public virtual bool IsSettled => false;

    public bool Has(InvokeMethodOptions option) => (Options & option) != InvokeMethodOptions.None;

    /// <summary>Runs it on a grain or an observer.</summary>
    public abstract ValueTask<Response> Run(ITargetHolder target);

    /// <summary>Gives the answer to whoever waits for it.</summary>
    public abstract void Settle(Response response);
}

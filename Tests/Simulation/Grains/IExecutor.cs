namespace OrleansOps.Simulation.Grains;

/// <summary>Runs what has something to do. The turns of one grain come as one piece of work after the other, never two at once.</summary>
internal interface IExecutor
{
    void Execute(IThreadPoolWorkItem work);
}

using Orleans.Concurrency;

namespace OrleansOps.Simulation.Conformance;

[Reentrant]
internal sealed class ReentrantGrain : Grain, IReentrantGrain
{
    public Task Hold(string name) => TurnsGrain.HoldUntilReleased(name);
}

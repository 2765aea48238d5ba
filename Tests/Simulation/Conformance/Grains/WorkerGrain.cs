using Orleans.Concurrency;

namespace OrleansOps.Simulation.Conformance;

[StatelessWorker(2)]
internal sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _which = Guid.NewGuid();

    public Task Hold(string name) => TurnsGrain.HoldUntilReleased(name);

    public Task<Guid> Which() => Task.FromResult(_which);
}

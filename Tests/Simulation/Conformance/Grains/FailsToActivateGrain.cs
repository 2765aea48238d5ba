namespace OrleansOps.Simulation.Conformance;

internal sealed class FailsToActivateGrain : Grain, IFailingGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => throw new OddException("Not today.", 42);

    public Task<string> Ping() => Task.FromResult("pong");
}

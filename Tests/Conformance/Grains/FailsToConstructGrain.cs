namespace OrleansOps.Conformance;

internal sealed class FailsToConstructGrain : Grain, IFailingGrain
{
    public FailsToConstructGrain() => throw new OddException("Not ever.", 43);

    public Task<string> Ping() => Task.FromResult("pong");
}

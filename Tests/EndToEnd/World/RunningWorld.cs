namespace OrleansOps.EndToEnd;

/// <summary>One installation with the agent host-1, shared by the tests of a class that break nothing.</summary>
public sealed class RunningWorld : IAsyncLifetime
{
    internal OpsWorld World { get; private set; } = null!;

    internal AgentHost Agent { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await OpsWorld.Start();
        Agent = await World.StartAgent();
    }

    public async Task DisposeAsync() => await World.DisposeAsync();
}

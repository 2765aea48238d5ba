namespace OrleansOps.EndToEnd;

/// <summary>One installation whose control plane repeats and gives up soon; each test brings an agent of its own.</summary>
public sealed class QuickWorld : IAsyncLifetime
{
    private AgentHost? _shared;

    internal OpsWorld World { get; private set; } = null!;

    /// <summary>An agent for all tests of a class that leave it as it was.</summary>
    internal async Task<AgentHost> SharedAgent() => _shared ??= await World.StartAgent("shared");

    public async Task InitializeAsync() => World = await OpsWorld.Start(settings: SteppedWorld.Quick);

    public async Task DisposeAsync() => await World.DisposeAsync();
}

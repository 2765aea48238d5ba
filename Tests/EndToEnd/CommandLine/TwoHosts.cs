namespace OrleansOps.EndToEnd;

/// <summary>One installation with the agents host-1 and host-2.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    internal OpsWorld World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await OpsWorld.Start();
        await World.StartAgent();
        await World.StartAgent("host-2", slots: 1);
    }

    public async Task DisposeAsync() => await World.DisposeAsync();
}

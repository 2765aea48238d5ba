namespace OrleansOps.EndToEnd;

/// <summary>One installation with the agents host-1, host-2 and host-3, labelled role=web.</summary>
public sealed class ThreeHosts : IAsyncLifetime
{
    internal OpsWorld World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await OpsWorld.Start();
        foreach (var name in (string[])["host-1", "host-2", "host-3"])
        {
            await World.StartAgent(name);
            await Opsctl.Run(World, 0, "hosts", "label", name, "role=web");
        }
    }

    public async Task DisposeAsync() => await World.DisposeAsync();
}

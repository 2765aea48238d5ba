namespace OrleansOps.Bench;

/// <summary>The bare path: its own Redis, server and worker, each a process.</summary>
internal sealed class RooflineRig : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<IAsyncDisposable> _parts = [];

    private RooflineRig(string folder)
    {
        _folder = folder;
        Redis = null!;
        Server = null!;
        Worker = null!;
        Door = null!;
    }

    public RedisRig Redis { get; private set; }

    public OwnProcess Server { get; private set; }

    public OwnProcess Worker { get; private set; }

    public TaskDoor Door { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="client">How the server speaks to Redis: resp by hand, or client for the library that the product uses.</param>
    /// <param name="slots">Tasks that the worker runs at once.</param>
    public static async Task<RooflineRig> Start(string client = "resp", int slots = 5)
    {
        var rig = new RooflineRig(Directory.CreateTempSubdirectory("ops-roofline-").FullName);
        try
        {
            await rig.StartParts(client, slots);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartParts(string client, int slots)
    {
        _parts.Add(Redis = await RedisRig.Start(_folder));
        var port = Loopback.FreePort();
        Server = new OwnProcess("dotnet", [Builds.Roofline, "server", $"{port}", $"{Redis.Port}", client], Path.Combine(_folder, "server"));
        _parts.Add(Server);
        await Server.Until("it listened", () => Loopback.Listens(port));

        Worker = new OwnProcess("dotnet", [Builds.Roofline, "worker", $"{port}", $"{slots}", Path.Combine(_folder, "outbox")], Path.Combine(_folder, "worker"));
        _parts.Add(Worker);
        _parts.Add(Door = new TaskDoor($"http://127.0.0.1:{port}", token: null, agent: "worker"));
        await Server.Until("the worker connected", Door.IsReady);
    }
}

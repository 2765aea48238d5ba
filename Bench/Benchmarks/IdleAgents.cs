namespace OrleansOps.Bench;

/// <summary>T10: what each connected agent that does nothing costs the server, over real SignalR sockets with their heartbeats.</summary>
internal static class IdleAgents
{
    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var product = await OfProduct();
        var bare = await OfBareHub();
        return
        [
            new Figure("idle-agents", product.At5000, "KiB", bare.At5000, product.At5000 / bare.At5000) { Gate = "<= 60 KiB", Goal = "ratio <= 2.00", Note = "each, at 5,000" },
            new Figure("idle-agents-1000", product.At1000, "KiB", bare.At1000, product.At1000 / bare.At1000) { Note = "each, at 1,000" },
            new Figure("idle-agents-connect", product.ConnectedPerSecond, "/s", bare.ConnectedPerSecond, product.ConnectedPerSecond / bare.ConnectedPerSecond)
            {
                Note = "sockets opened and greeted",
            },
        ];
    }

    private static async Task<FleetMemory> OfProduct()
    {
        await using var rig = await ProductRig.Start();
        var joinToken = await rig.JoinToken(FleetMemory.AllAgents);
        return await FleetMemory.Take(rig.Gateway, rig.Address, await FleetEnrolment.Enrol(rig.Address, joinToken, FleetMemory.AllAgents));
    }

    private static async Task<FleetMemory> OfBareHub()
    {
        using var folder = new TemporaryFolder("ops-hub-");
        var port = Loopback.FreePort();
        await using var hub = new OwnProcess("dotnet", [Builds.Roofline, "hub", $"{port}"], Path.Combine(folder.Path, "hub"));
        await hub.Until("it listened", () => Loopback.Listens(port));
        return await FleetMemory.Take(hub, $"http://127.0.0.1:{port}", new string?[FleetMemory.AllAgents]);
    }
}

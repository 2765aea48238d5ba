using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Operators.Live;
using OrleansOps.Operators.Streams;
using OrleansOps.Tasks;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Live;

/// <summary>Sockets that are never read: what is sent to them fills the buffers of the network, and then nothing of it may pile up in the gateway.</summary>
[Collection(nameof(Alone))]
public sealed class WhenAReaderDoesNotRead
{
    private const int Readers = 20;
    private const int Things = 15_000;

    /// <summary>Much less than all that is sent to all of them, much more than a page for each.</summary>
    private const long MostMemory = 100L << 20;

    [Fact]
    public async Task AFollowerOfALogIsCutOffAndOthersReadOn()
    {
        await using var world = await Start();
        var agent = await world.ConnectAgent("loud");
        using var created = await world.Submit("loud", Some.Task("loud"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        var line = new string('x', 1023) + "\n";
        var batch = string.Concat(Enumerable.Repeat(line, 64));
        await agent.LogMany(order, batch, records: 64, times: 200);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var deaf = await Deaf(world, "/api/v1/tasks/loud/log/follow");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/loud/log/follow");
        var seen = 0L;
        while (seen < 200 * 64)
        {
            var (id, _) = await events.Next("log");
            seen = long.Parse(id!, System.Globalization.CultureInfo.InvariantCulture);
        }

        await AllAreCutOff(world, deaf, before);
        await agent.Log(order, "still here\n", (200 * 64) + 1, 200L * batch.Length);
        Assert.Equal("still here\n", (await events.Next("log")).Data["records"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task AFollowerOfTheFleetIsCutOffAndOthersReadOn()
    {
        await using var world = await Start();
        await using var events = await EventReader.Open(world.Operator, "/api/v1/agents/follow");
        await events.Next("synced");
        var deaf = await Deaf(world, "/api/v1/agents/follow");
        var feed = world.Services.GetRequiredService<FleetFeed>();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Things; i++)
        {
            feed.Log.Set($"a{i}", Agent(i));
        }

        feed.Log.Announce();
        await Until(events, "agent", agent => agent["name"]!.GetValue<string>() == $"host-{Things - 1}");

        await AllAreCutOff(world, deaf, before);
        await world.Enrol("still-here");
        await Until(events, "agent", agent => agent["name"]!.GetValue<string>() == "still-here");
    }

    [Fact]
    public async Task AFollowerOfTheTasksIsCutOffAndOthersReadOn()
    {
        await using var world = await Start();
        await world.Enrol("still-here");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow");
        await events.Next("counts");
        var deaf = await Deaf(world, "/api/v1/tasks/follow");
        var feed = world.Services.GetRequiredService<TaskFeed>();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Things; i++)
        {
            feed.Log.Set($"t{i}", Summary(i));
        }

        feed.Log.Announce();
        await Until(events, "task", task => task["id"]!.GetValue<string>() == $"t{Things - 1}");

        await AllAreCutOff(world, deaf, before);
        (await world.Submit("after", Some.Task("still-here"))).Dispose();
        await Until(events, "task", task => task["id"]!.GetValue<string>() == "after");
    }

    private static Task<GatewayWorld> Start() => GatewayWorld.Start("--Gateway:Follow:ReadWithin=00:00:05");

    private static async Task<List<DeafReader>> Deaf(GatewayWorld world, string path)
    {
        var deaf = new List<DeafReader>();
        for (var i = 0; i < Readers; i++)
        {
            deaf.Add(await DeafReader.Open(world, path));
        }

        return deaf;
    }

    /// <summary>One seat is left, that of the reader that reads.</summary>
    private static async Task AllAreCutOff(GatewayWorld world, List<DeafReader> deaf, long before)
    {
        var followers = world.Services.GetRequiredService<Followers>();
        Assert.True(followers.Count > 1, "They were cut off before anything could pile up.");
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < MostMemory, $"{Readers} readers that read nothing hold {grown >> 20} MB.");
        await Eventually.Value(() => followers.Count, count => count == 1, "only the reader that reads has a seat");
        foreach (var reader in deaf)
        {
            await reader.TakeTheRest();
            reader.Dispose();
        }
    }

    private static async Task Until(EventReader events, string name, Func<JsonNode, bool> wanted)
    {
        while (!wanted((await events.Next(name)).Data))
        {
        }
    }

    private static Api.AgentView Agent(int i) => new()
    {
        Id = $"a{i}",
        Name = $"host-{i}",
        State = Api.AgentState.Online,
        Labels = new Dictionary<string, string> { ["note"] = new('x', 1000) },
        Protocol = 1,
        Slots = 5,
        SlotsNow = 5,
        Throttle = false,
        Epoch = 1,
        EnrolledAt = DateTimeOffset.UnixEpoch,
        LastSeenAt = DateTimeOffset.UnixEpoch,
        Running = 0,
        Queued = 0,
        Draining = false,
        Recent = [],
    };

    private static TaskSummary Summary(int i) => new()
    {
        Id = $"t{i}",
        AgentId = "a",
        AgentName = "host",
        Kind = TaskKind.Shell,
        Phase = TaskPhase.Running,
        Attempt = 1,
        SubmittedAt = DateTimeOffset.UnixEpoch,
        Labels = new Dictionary<string, string> { ["note"] = new('x', 1000) },
        Version = 1,
    };
}

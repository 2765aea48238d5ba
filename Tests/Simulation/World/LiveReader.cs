using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansOps.Operators.Logs;
using OrleansOps.Operators.Streams;
using OrleansOps.Simulation.Server;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>Somebody who follows a task live, by the product's own follower, and comes back when the server has gone.</summary>
internal sealed class LiveReader(SimulatedWorld world, SimulatedTask task)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromMilliseconds(200);

    private ControlPlane? _server;

    /// <summary>It was told that the task is over and that it has the whole log.</summary>
    public bool HasEnd { get; private set; }

    public void Begin()
    {
        if (HasEnd)
        {
            return;
        }

        if (world.Server is { IsUp: true } server && server != _server)
        {
            _server = server;
            server.Life.After(TimeSpan.Zero, "follow", () => _ = Follow(server));
        }

        world.Scheduler.After(ComeBack, null, "a reader comes back", Begin);
    }

    private async Task Follow(ControlPlane server)
    {
        try
        {
            if (await server.Grains.GetGrain<ITaskGrain>(task.Id).Describe() is { } view)
            {
                var options = Options.Create(new LogFollowOptions());
                var follower = new LogFollower(server.Grains, new LogReader(server.Grains), options, server.Life, NullLogger<LogFollower>.Instance);
                await using var events = new EventStream(new DefaultHttpContext().Response, options.Value.ReadWithin, server.Life, CancellationToken.None);
                await follower.Follow(events, view, 1, CancellationToken.None);
                HasEnd = true;
                world.Scheduler.Trace.Add($"reader: has the end of {task.Id}");
                return;
            }
        }
        catch (Exception failed)
        {
            world.Scheduler.Trace.Add($"reader: following {task.Id} failed: {failed.Message}");
        }

        _server = _server == server ? null : _server;
    }
}

using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>Breaks one part of an installation after the other, as a seed says.</summary>
internal sealed class RandomFaults(OpsWorld world, IReadOnlyList<AgentHost> agents, int seed)
{
    private static readonly Passage[] Cuts = [Passage.CutBefore, Passage.CutInside, Passage.CutAfter];

    private readonly System.Random _random = new(seed);
    private readonly List<string> _done = [];

    /// <summary>What was broken, in order.</summary>
    public IReadOnlyList<string> Done => _done;

    /// <summary>Breaks things for a while, and so many at least; leaves everything running.</summary>
    public async Task Run(TimeSpan duration, int least)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < duration || _done.Count < least)
        {
            await Break(agents[_random.Next(agents.Count)]);
            await Task.Delay(Between(100, 1_000), TimeProvider.System);
        }
    }

    private async Task Break(AgentHost agent)
    {
        switch (_random.Next(8))
        {
            case 0:
                Note($"kill {agent.Name}");
                await agent.Process.KillNow();
                agent.Start();
                break;
            case 1:
                Note("kill the control plane");
                await world.Gateway.KillNow();
                await world.StartGateway();
                break;
            case 2:
                Note("kill Redis");
                await world.Redis.KillNow();
                await world.StartRedis();
                break;
            case 3:
                await Stop(agent.Name, agent.Process);
                break;
            case 4:
                await Stop("the control plane", world.Gateway);
                break;
            case 5:
                await Stop("Redis", world.Redis);
                break;
            case 6:
                await Freeze(agent);
                break;
            default:
                Cut(agent);
                break;
        }
    }

    private async Task Stop(string name, ManagedProcess process)
    {
        var span = Between(200, 3_000);
        Note(string.Create(CultureInfo.InvariantCulture, $"stop {name} for {span.TotalMilliseconds:0} ms"));
        process.Signal(ManagedProcess.Stop);
        await Task.Delay(span, TimeProvider.System);
        process.Signal(ManagedProcess.Continue);
    }

    private async Task Freeze(AgentHost agent)
    {
        var span = Between(200, 2_000);
        Note(string.Create(CultureInfo.InvariantCulture, $"freeze the line of {agent.Name} for {span.TotalMilliseconds:0} ms"));
        agent.Network.Link(Way.ToServer).Freeze();
        agent.Network.Link(Way.ToAgent).Freeze();
        await Task.Delay(span, TimeProvider.System);
        agent.Network.Heal();
    }

    private void Cut(AgentHost agent)
    {
        var message = Step.Names[_random.Next(Step.Names.Count)];
        var cut = Cuts[_random.Next(Cuts.Length)];
        Note($"{cut} at the next {message} of {agent.Name}");
        agent.Network.Next(message).Decide(cut);
    }

    private TimeSpan Between(int least, int most) => TimeSpan.FromMilliseconds(_random.Next(least, most));

    private void Note(string what) => _done.Add(what);
}

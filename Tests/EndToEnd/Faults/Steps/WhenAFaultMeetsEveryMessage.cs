namespace OrleansOps.EndToEnd;

/// <summary>
/// Every message of a task's life is under way, each for another host, and then something breaks: each connection at that very message, or a
/// process. Every task runs once, ends as it should, and loses and doubles nothing.
/// </summary>
public sealed class WhenAFaultMeetsEveryMessage(SteppedWorld stepped) : IClassFixture<SteppedWorld>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private OpsWorld World => stepped.World;

    [Theory]
    [InlineData(Passage.CutBefore)]
    [InlineData(Passage.CutInside)]
    [InlineData(Passage.CutAfter)]
    public Task ItsConnectionIsCut(Passage cut) => stepped.AtEveryStep($"{cut}", () => Task.CompletedTask, cut, () => Task.CompletedTask);

    [Fact]
    public Task TheAgentIsKilled() => stepped.AtEveryStep(
        "agent-killed",
        () => Task.WhenAll(stepped.Agents.Select(agent => agent.Process.KillNow())),
        Passage.Forward,
        repair: () =>
        {
            foreach (var agent in stepped.Agents)
            {
                agent.Start();
            }

            return Task.CompletedTask;
        });

    [Fact]
    public Task TheControlPlaneIsKilled() =>
        stepped.AtEveryStep("gateway-killed", () => World.Gateway.KillNow(), Passage.Forward, repair: World.StartGateway);

    [Fact]
    public Task RedisIsKilled() => stepped.AtEveryStep("redis-killed", () => World.Redis.KillNow(), Passage.Forward, repair: World.StartRedis);

    [Fact]
    public Task TheAgentIsStoppedForAWhile() => Stopped("agent-stopped", stepped.Agents.Select(agent => agent.Process));

    [Fact]
    public Task TheControlPlaneIsStoppedForAWhile() => Stopped("gateway-stopped", [World.Gateway]);

    [Fact]
    public Task RedisIsStoppedForAWhile() => Stopped("redis-stopped", [World.Redis]);

    private Task Stopped(string round, IEnumerable<ManagedProcess> processes)
    {
        var victims = processes.ToList();
        return stepped.AtEveryStep(
            round,
            () =>
            {
                victims.ForEach(victim => victim.Signal(ManagedProcess.Stop));
                return Task.CompletedTask;
            },
            Passage.Forward,
            repair: async () =>
            {
                await Task.Delay(Pause, TimeProvider.System);   // not a wait: it is how long the fault lasts
                victims.ForEach(victim => victim.Signal(ManagedProcess.Continue));
            });
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>
/// Random faults under load, judged from outside. The seed is printed; set OPS_FAULTS_SEED to it for the same faults in the same order (what
/// they hit depends on the machine).
/// </summary>
public sealed class WhenAnythingBreaksAtAnyTime(ITestOutputHelper output)
{
    private const int Agents = 3;
    private const int LeastFaults = 8;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task EveryPromiseIsKept()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("OPS_FAULTS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : System.Random.Shared.Next();
        output.WriteLine($"OPS_FAULTS_SEED={seed}");
        await using var world = await OpsWorld.Start(settings: SteppedWorld.Quick);
        var agents = await Task.WhenAll(Enumerable.Range(1, Agents).Select(i => world.StartAgent(string.Create(CultureInfo.InvariantCulture, $"any-{i}"))));
        var script = new NumberedScript { Starts = Path.Combine(world.Root, "starts"), Lines = 30, Pause = 0.02, BothStreams = true };
        var submitted = new ConcurrentQueue<SubmittedTask>();
        using var over = new CancellationTokenSource();

        var load = Load(world, agents, script, submitted, over.Token);
        var faults = new RandomFaults(world, agents, seed);
        await faults.Run(Duration, LeastFaults);
        await over.CancelAsync();
        await load;
        var verdict = await RunChecker.Settle(
            world.RedisPort, submitted, [script.Starts], [.. agents.Select(agent => agent.Data)], Settling);

        output.WriteLine(verdict.ToString());
        output.WriteLine(string.Join('\n', faults.Done));
        Assert.True(verdict.IsKept, $"OPS_FAULTS_SEED={seed}\n{verdict}\n{string.Join('\n', faults.Done)}");
        Assert.True(verdict.Counts.Terminal > 0, "No task was submitted.");
    }

    /// <summary>Submits one task after the other; each is submitted until somebody says that it is there.</summary>
    private static async Task Load(
        OpsWorld world, AgentHost[] agents, NumberedScript script, ConcurrentQueue<SubmittedTask> submitted, CancellationToken over)
    {
        for (var number = 1; !over.IsCancellationRequested; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"any-{number}");
            await Eventually.Get(() => Submit(world, id, agents[number % agents.Length].Name, script), taken => taken, $"{id} is taken", Settling);
            submitted.Enqueue(script.As(id));
            await Task.Delay(Pace, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<bool> Submit(OpsWorld world, string id, string agent, NumberedScript script)
    {
        try
        {
            await world.Api.Submit(id, new { agent, kind = "shell", script = script.Text });
            return true;
        }
        catch (Exception notNow) when (notNow is InvalidOperationException or ObjectDisposedException)
        {
            return false;   // 503, or the client of a control plane that was killed
        }
    }
}

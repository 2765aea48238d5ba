using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>T9: an agent that has nothing to do, beside the least that a .NET process with one socket takes.</summary>
internal static class AgentFootprint
{
    private const double MiB = 1024 * 1024;
    // The first minute is the compiler's, not the idle agent's.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await using var product = await ProductRig.Start();
        await using var roofline = await RooflineRig.Start();
        var agent = await product.StartAgent();

        // A second one, because the first also paid for the server's own cold code.
        var second = await product.Enrol();
        var start = Stopwatch.GetTimestamp();
        await product.RunAgent(second);
        var connected = Stopwatch.GetElapsedTime(start);

        await Task.Delay(Settle, TimeProvider.System);
        var (agentBefore, workerBefore) = (agent.ProcessorTime(), roofline.Worker.ProcessorTime());
        await Task.Delay(Watch, TimeProvider.System);
        var agentCpu = Percent(agent.ProcessorTime() - agentBefore);
        var workerCpu = Percent(roofline.Worker.ProcessorTime() - workerBefore);

        var (memory, floor) = (agent.Resident() / MiB, roofline.Worker.Resident() / MiB);
        return
        [
            new Figure("agent-footprint", memory, "MiB", floor, memory / floor) { Gate = "ratio <= 1.40", Goal = "<= 60 MiB", Note = "resident, idle" },
            new Figure("agent-footprint-cpu", agentCpu, "%", workerCpu) { Gate = "<= 0.3 %", Goal = "<= 0.15 %", Note = $"of one core over {Watch.TotalSeconds:0} s" },
            new Figure("agent-footprint-start", connected.TotalMilliseconds, "ms") { Note = "from its start to online" },
        ];
    }

    private static double Percent(TimeSpan used) => used / Watch * 100;
}

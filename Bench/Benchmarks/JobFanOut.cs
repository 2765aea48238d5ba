using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Bench;

/// <summary>
/// One job over a fleet that starts no process, from its submission until every result is stored, beside the same tasks submitted one by one. So what is measured is the control
/// plane and its store.
/// </summary>
internal static class JobFanOut
{
    private const int Agents = 5_000;
    private const int Rounds = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // the machine is for the fleet alone
        await using var rig = await ProductRig.Start();
        await using var fleet = new ReturningFleet(
            rig.Address, await FleetEnrolment.Enrol(rig.Address, await rig.JoinToken(Agents), Agents), seed: 1, answersOrders: true);
        await fleet.AllConnected(Limit);
        await using var redis = await RespConnection.Open(rig.Redis.Port);

        var (jobs, loops, ratios) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            var job = await Job(rig.Door.Http, $"bench-{round}");
            var loop = await FanOut.OneToEach(rig.Door, redis, Agents);
            if (round > 0)   // the first one measures the compiler
            {
                jobs.Add(job.TotalSeconds);
                loops.Add(loop.TotalSeconds);
                ratios.Add(loop / job);
            }
        }

        return
        [
            new Figure("job-fan-out", jobs.Median, "s")
            {
                Gate = "<= 2.0 s",
                Note = $"{Agents} hosts; {Agents / jobs.Median:0} hosts/s; {jobs.Least:0.00} to {jobs.Most:0.00} s",
            },
            new Figure("job-fan-out-loop", loops.Median, "s") { Note = $"the same tasks one by one, {FanOut.AtOnce} at once; {ratios.Median:0.00} times as long ({ratios.Least:0.00} to {ratios.Most:0.00})" },
        ];
    }

    private static async Task<TimeSpan> Job(HttpClient http, string id)
    {
        var start = Stopwatch.GetTimestamp();
        using var submitted = await http.PutAsJsonAsync($"/api/v1/jobs/{id}", new { on = "name=simulated-*", maxConcurrent = 10_000, task = new { kind = "argv", argv = (string[])["/bin/true"] } });
        submitted.EnsureSuccessStatusCode();
        JsonNode job;
        do
        {
            job = JsonNode.Parse(await http.GetStringAsync($"/api/v1/jobs/{id}?waitSeconds=60"))!;
        }
        while (!job["terminal"]!.GetValue<bool>() && Stopwatch.GetElapsedTime(start) < Limit);
        return job["counts"]!["succeeded"]!.GetValue<int>() == Agents
            ? Stopwatch.GetElapsedTime(start)
            : throw new InvalidOperationException($"The job did not succeed on all hosts within {Limit.TotalSeconds:0} s: {job.ToJsonString()}");
    }
}

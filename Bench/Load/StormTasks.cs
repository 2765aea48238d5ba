using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Bench;

/// <summary>Tasks that print numbered lines on real agents while something happens to the control plane.</summary>
internal sealed class StormTasks
{
    private const int Lines = 300;
    private const double Pause = 0.1;
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(2);
    private readonly ProductRig _rig;
    private readonly string _starts;
    private readonly List<SubmittedTask> _submitted = [];

    private StormTasks(ProductRig rig)
    {
        _rig = rig;
        _starts = Path.Combine(rig.Folder, "starts");
    }

    /// <summary>Starts them, spread over the agents, and waits until each runs.</summary>
    public static async Task<StormTasks> Start(ProductRig rig, int count)
    {
        var tasks = new StormTasks(rig);
        var agents = rig.Agents.Keys.ToList();
        for (var number = 0; number < count; number++)
        {
            await tasks.Submit($"storm-{number}", agents[number % agents.Count]);
        }

        while (!File.Exists(tasks._starts) || (await File.ReadAllLinesAsync(tasks._starts)).Length < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return tasks;
    }

    /// <summary>Waits until they are over and says what came of them.</summary>
    public Task<RunVerdict> Judge() => RunChecker.Settle(_rig.Redis.Port, _submitted, [_starts], [.. _rig.Agents.Keys.Select(_rig.DataOf)], SettleWithin);

    private async Task Submit(string id, string agent)
    {
        var script = new NumberedScript { Starts = _starts, Lines = Lines, Pause = Pause, BothStreams = true };
        using var reply = await _rig.Door.Http.PutAsJsonAsync($"/api/v1/tasks/{id}", new { agent, kind = "shell", script = script.Text });
        if (!reply.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"Submit {id}: {(int)reply.StatusCode} {await reply.Content.ReadFromJsonAsync<JsonObject>()}");
        }

        _submitted.Add(script.As(id));
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OrleansOps.Bench;

/// <summary>Waits for a task whose log matters.</summary>
internal static class LogWait
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);

    /// <summary>How long the task took from its submission until its result and all of its log were stored.</summary>
    public static async Task<TimeSpan> RunToCompleteLog(TaskDoor door, params string[] argv)
    {
        var start = Stopwatch.GetTimestamp();
        var id = door.NewId();
        await door.Submit(id, waitSeconds: 60, argv);
        await UntilComplete(door, id);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Waits until a task's result and all of its log are stored.</summary>
    public static async Task UntilComplete(TaskDoor door, string id)
    {
        var start = Stopwatch.GetTimestamp();
        while (await Read(door, id) is var task && !IsComplete(task))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"Task {id} was not over with its log stored within 60 s: {task.ToJsonString()}");
            }

            await Task.Delay(Pace, TimeProvider.System);
        }
    }

    private static async Task<JsonNode> Read(TaskDoor door, string id) => JsonNode.Parse(await door.Http.GetStringAsync($"/api/v1/tasks/{id}"))!;

    private static bool IsComplete(JsonNode task) => task["terminal"]!.GetValue<bool>() && task["log"]!["complete"]!.GetValue<bool>();
}

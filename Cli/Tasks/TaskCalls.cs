using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about tasks.</summary>
internal static class TaskCalls
{
    /// <summary>Longest time the server holds an answer back, in seconds.</summary>
    public const int LongestWait = 60;

    public static Task<Reply<TaskView>> Submit(this ControlPlane server, string id, SubmitTask task, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, Path(id), task, CliJson.Readable.SubmitTask, CliJson.Default.TaskView, cancel);

    /// <summary>Reads a task; with <paramref name="waitSeconds"/>, as soon as it is terminal or that time is over.</summary>
    public static Task<Reply<TaskView>> ReadTask(this ControlPlane server, string id, CancellationToken cancel, int waitSeconds = 0) =>
        server.Get(
            waitSeconds == 0 ? Path(id) : string.Create(CultureInfo.InvariantCulture, $"{Path(id)}?waitSeconds={waitSeconds}"),
            CliJson.Default.TaskView,
            cancel,
            waitSeconds);

    /// <summary>What it was asked to do.</summary>
    public static Task<Reply<SubmitTask>> ReadSpec(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Get($"{Path(id)}/spec", CliJson.Default.SubmitTask, cancel);

    public static Task<Reply<TaskView>> Cancel(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Post($"{Path(id)}/cancel", CliJson.Default.TaskView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListTasks(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"api/v1/tasks{query}", CliJson.Default.PageJsonElement, cancel);

    public static string Path(string id) => $"api/v1/tasks/{Uri.EscapeDataString(id)}";
}

using System.Net.Http.Headers;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about schedules.</summary>
internal static class ScheduleCalls
{
    /// <param name="server">The gateway.</param>
    /// <param name="id">Of the schedule.</param>
    /// <param name="schedule">What it is to be.</param>
    /// <param name="ifMatch">What it may replace: an entity tag, or *; null: nothing.</param>
    /// <param name="cancel">Ends it.</param>
    public static Task<Reply<ScheduleView>> PutSchedule(this ControlPlane server, string id, PutSchedule schedule, string? ifMatch, CancellationToken cancel) => server.Send(
        HttpMethod.Put, Path(id), schedule, CliJson.Readable.PutSchedule, CliJson.Default.ScheduleView, cancel,
        ifMatch switch { null => null, "*" => EntityTagHeaderValue.Any, _ => EntityTagHeaderValue.Parse(ifMatch) });

    public static Task<Reply<ScheduleView>> ReadSchedule(this ControlPlane server, string id, CancellationToken cancel) => server.Get(Path(id), CliJson.Default.ScheduleView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListSchedules(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"api/v1/schedules{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task<Reply<ScheduleView>> PauseSchedule(this ControlPlane server, string id, CancellationToken cancel) => server.Post($"{Path(id)}/pause", CliJson.Default.ScheduleView, cancel);

    public static Task<Reply<ScheduleView>> ResumeSchedule(this ControlPlane server, string id, CancellationToken cancel) => server.Post($"{Path(id)}/resume", CliJson.Default.ScheduleView, cancel);

    public static Task<Reply<RunSchedule>> RunSchedule(this ControlPlane server, string id, RunSchedule run, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Path(id)}/run", run, CliJson.Readable.RunSchedule, CliJson.Default.RunSchedule, cancel);

    public static Task<Reply<ScheduleNext>> PreviewSchedule(this ControlPlane server, PreviewSchedule preview, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, "api/v1/schedules/preview", preview, CliJson.Readable.PreviewSchedule, CliJson.Default.ScheduleNext, cancel);

    public static Task DeleteSchedule(this ControlPlane server, string id, CancellationToken cancel) => server.Delete(Path(id), cancel);

    private static string Path(string id) => $"api/v1/schedules/{Uri.EscapeDataString(id)}";
}

using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about jobs.</summary>
internal static class JobCalls
{
    public static Task<Reply<JobView>> SubmitJob(this ControlPlane server, string id, SubmitJob job, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, Path(id), job, CliJson.Readable.SubmitJob, CliJson.Default.JobView, cancel);

    /// <summary>Reads a job; with <paramref name="waitSeconds"/>, as soon as it is over (or otherwise than was <paramref name="seen"/>), or that time is.</summary>
    public static Task<Reply<JobView>> ReadJob(this ControlPlane server, string id, CancellationToken cancel, int waitSeconds = 0, string? seen = null) => server.Get(
        Path(id) + new Query().Add("waitSeconds", waitSeconds == 0 ? null : waitSeconds.ToString(CultureInfo.InvariantCulture)).Add("seen", seen), CliJson.Default.JobView, cancel, waitSeconds);

    public static Task<Reply<Page<JsonElement>>> ListJobs(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"api/v1/jobs{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task<Reply<Page<JsonElement>>> ListJobHosts(this ControlPlane server, string id, Query query, CancellationToken cancel) =>
        server.Get($"{Path(id)}/hosts{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task<Reply<JobGroupList>> GroupJobHosts(this ControlPlane server, string id, Query query, CancellationToken cancel) =>
        server.Get($"{Path(id)}/groups{query}", CliJson.Default.JobGroupList, cancel);

    public static Task<Reply<JobView>> EditJob(this ControlPlane server, string id, EditJob edit, CancellationToken cancel) =>
        server.Send(HttpMethod.Patch, Path(id), edit, CliJson.Readable.EditJob, CliJson.Default.JobView, cancel);

    public static Task<Reply<JobView>> PauseJob(this ControlPlane server, string id, CancellationToken cancel) => server.Post($"{Path(id)}/pause", CliJson.Default.JobView, cancel);

    public static Task<Reply<JobView>> ResumeJob(this ControlPlane server, string id, CancellationToken cancel) => server.Post($"{Path(id)}/resume", CliJson.Default.JobView, cancel);

    public static Task<Reply<JobView>> StopJob(this ControlPlane server, string id, CancellationToken cancel) => server.Post($"{Path(id)}/stop", CliJson.Default.JobView, cancel);

    public static Task<Reply<JobView>> RetryJob(this ControlPlane server, string id, RetryJob retry, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Path(id)}/retry", retry, CliJson.Readable.RetryJob, CliJson.Default.JobView, cancel);

    private static string Path(string id) => $"api/v1/jobs/{Uri.EscapeDataString(id)}";
}

using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about workflows.</summary>
internal static class WorkflowCalls
{
    public static Task<Reply<WorkflowView>> SubmitWorkflow(this ControlPlane server, string id, JsonElement workflow, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, Path(id), workflow, CliJson.Readable.JsonElement, CliJson.Default.WorkflowView, cancel);

    public static Task<Reply<WorkflowCheck>> CheckWorkflow(this ControlPlane server, JsonElement workflow, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, "api/v1/workflows/check", workflow, CliJson.Readable.JsonElement, CliJson.Default.WorkflowCheck, cancel);

    /// <summary>Reads a workflow; with <paramref name="waitSeconds"/>, as soon as it is over (or otherwise than was <paramref name="seen"/>), or that time is.</summary>
    public static Task<Reply<WorkflowView>> ReadWorkflow(this ControlPlane server, string id, CancellationToken cancel, int waitSeconds = 0, string? seen = null) => server.Get(
        Path(id) + new Query().Add("waitSeconds", waitSeconds == 0 ? null : waitSeconds.ToString(CultureInfo.InvariantCulture)).Add("seen", seen), CliJson.Default.WorkflowView, cancel, waitSeconds);

    public static Task<Reply<Page<JsonElement>>> ListWorkflows(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"api/v1/workflows{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task<Reply<WorkflowView>> StopWorkflow(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Post($"{Path(id)}/stop", CliJson.Default.WorkflowView, cancel);

    public static Task<Reply<WorkflowView>> RetryWorkflow(this ControlPlane server, string id, RetryWorkflow retry, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Path(id)}/retry", retry, CliJson.Readable.RetryWorkflow, CliJson.Default.WorkflowView, cancel);

    public static Task<Reply<WorkflowView>> DecideStep(this ControlPlane server, string id, string step, DecideStep decision, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Path(id)}/steps/{Uri.EscapeDataString(step)}/decide", decision, CliJson.Readable.DecideStep, CliJson.Default.WorkflowView, cancel);

    private static string Path(string id) => $"api/v1/workflows/{Uri.EscapeDataString(id)}";
}

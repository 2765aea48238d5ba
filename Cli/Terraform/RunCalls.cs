using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about runs of Terraform.</summary>
internal static class RunCalls
{
    public static Task<Reply<TerraformRunView>> SubmitRun(this ControlPlane server, string workspace, string id, SubmitRun run, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, Path(workspace, id), run, CliJson.Readable.SubmitRun, CliJson.Default.TerraformRunView, cancel);

    /// <summary>Reads a run; with <paramref name="waitSeconds"/>, as soon as it is over (or otherwise than was <paramref name="seen"/>), or that time is.</summary>
    public static Task<Reply<TerraformRunView>> ReadRun(this ControlPlane server, string workspace, string id, CancellationToken cancel, int waitSeconds = 0, string? seen = null) => server.Get(
        Path(workspace, id) + new Query().Add("waitSeconds", waitSeconds == 0 ? null : waitSeconds.ToString(CultureInfo.InvariantCulture)).Add("seen", seen), CliJson.Default.TerraformRunView, cancel, waitSeconds);

    public static Task<Reply<Page<JsonElement>>> ListRuns(this ControlPlane server, string workspace, CancellationToken cancel) => server.Get(Runs(workspace), CliJson.Default.PageJsonElement, cancel);

    public static Task<Reply<PlannedChanges>> ReadRunChanges(this ControlPlane server, string workspace, string id, CancellationToken cancel) =>
        server.Get($"{Path(workspace, id)}/changes", CliJson.Default.PlannedChanges, cancel);

    /// <param name="server">The gateway.</param>
    /// <param name="workspace">Its id.</param>
    /// <param name="id">Of the run.</param>
    /// <param name="word">confirm or discard.</param>
    /// <param name="decision">What is said with it.</param>
    /// <param name="cancel">Ends it.</param>
    public static Task<Reply<TerraformRunView>> DecideRun(this ControlPlane server, string workspace, string id, string word, DecideRun decision, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Path(workspace, id)}/{word}", decision, CliJson.Readable.DecideRun, CliJson.Default.TerraformRunView, cancel);

    public static Task<Reply<TerraformRunView>> CancelRun(this ControlPlane server, string workspace, string id, CancellationToken cancel) =>
        server.Post($"{Path(workspace, id)}/cancel", CliJson.Default.TerraformRunView, cancel);

    private static string Runs(string workspace) => $"api/v1/terraform/workspaces/{Uri.EscapeDataString(workspace)}/runs";

    private static string Path(string workspace, string id) => $"{Runs(workspace)}/{Uri.EscapeDataString(id)}";
}

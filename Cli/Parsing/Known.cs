using System.CommandLine.Completions;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What the shell's completion may offer from the server. Whoever is not logged in, or waits too long, is offered nothing.</summary>
internal static class Known
{
    private const string Most = "200";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static IEnumerable<CompletionItem> Hosts(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListAgents(new Query().Add("limit", Most), cancel)).Value.Items.Select(Name));

    public static IEnumerable<CompletionItem> Labels(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListAgents(new Query().Add("limit", Most), cancel)).Value.Items
            .SelectMany(host => host.Deserialize(CliJson.Default.AgentView)?.Labels ?? new Dictionary<string, string>()).Select(label => $"{label.Key}={label.Value}"));

    public static IEnumerable<CompletionItem> Tasks(CompletionContext context) => Tasks(open: null);

    public static IEnumerable<CompletionItem> OpenTasks(CompletionContext context) => Tasks(open: "true");

    public static IEnumerable<CompletionItem> Workflows(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListWorkflows(new Query().Add("limit", Most), cancel)).Value.Items.Select(workflow => workflow.GetProperty("id").GetString()));

    public static IEnumerable<CompletionItem> Jobs(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListJobs(new Query().Add("limit", Most), cancel)).Value.Items.Select(job => job.GetProperty("id").GetString()));

    public static IEnumerable<CompletionItem> Schedules(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListSchedules(new Query().Add("limit", Most), cancel)).Value.Items.Select(schedule => schedule.GetProperty("id").GetString()));

    public static IEnumerable<CompletionItem> Secrets(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListSecrets(new Query().Add("limit", Most), cancel)).Value.Items.Select(Name));

    public static IEnumerable<CompletionItem> Workspaces(CompletionContext context) =>
        Ask(async (server, cancel) => (await server.ListWorkspaces(new Query().Add("limit", Most), cancel)).Value.Items.Select(workspace => workspace.GetProperty("id").GetString()));

    private static List<CompletionItem> Tasks(string? open) =>
        Ask(async (server, cancel) => (await server.ListTasks(new Query().Add("limit", Most).Add("open", open), cancel)).Value.Items
            .Select(task => task.GetProperty("id").GetString()));

    private static string? Name(JsonElement host) => host.GetProperty("name").GetString();

    [SuppressMessage("Usage", "VSTHRD002", Justification = "Completions are asked for synchronously, in a process that does nothing else.")]
    private static List<CompletionItem> Ask(Func<ControlPlane, CancellationToken, Task<IEnumerable<string?>>> ask)
    {
        try
        {
            using var limit = new CancellationTokenSource(Timeout);
            var login = Logins.Current(new Notes(Stream.Null, isTerminal: false, quiet: true));
            using var server = new ControlPlane(login.Servers, login.Token);
            var found = ask(server, limit.Token).GetAwaiter().GetResult();
            return [.. found.OfType<string>().Distinct(StringComparer.Ordinal).Select(word => new CompletionItem(Printable.Of(word)))];
        }
        catch (Exception none) when (none is CliException or OperationCanceledException or JsonException or KeyNotFoundException)
        {
            return [];   // a completion has no place for complaints
        }
    }
}

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

    public static IEnumerable<CompletionItem> Hosts(CompletionContext context) => Words(Lists.Hosts, "name");

    public static IEnumerable<CompletionItem> Labels(CompletionContext context) => Words(Lists.Hosts, LabelsOf);

    /// <summary>Names under which hosts offer commands.</summary>
    public static IEnumerable<CompletionItem> Commands(CompletionContext context) => Words(Lists.Hosts, CommandsOf);

    public static IEnumerable<CompletionItem> Tasks(CompletionContext context) => Words("tasks", "id");

    public static IEnumerable<CompletionItem> OpenTasks(CompletionContext context) => Words("tasks", task => [task.Text("id")], open: "true");

    public static IEnumerable<CompletionItem> Workflows(CompletionContext context) => Words("workflows", "id");

    public static IEnumerable<CompletionItem> Jobs(CompletionContext context) => Words("jobs", "id");

    public static IEnumerable<CompletionItem> Schedules(CompletionContext context) => Words("schedules", "id");

    public static IEnumerable<CompletionItem> Locks(CompletionContext context) => Words("locks", "name");

    public static IEnumerable<CompletionItem> Secrets(CompletionContext context) => Words("secrets", "name");

    public static IEnumerable<CompletionItem> Workspaces(CompletionContext context) => Words("terraform/workspaces", "id");

    private static IEnumerable<string?> LabelsOf(JsonElement host) => host.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Object
        ? labels.EnumerateObject().Select(label => $"{label.Name}={label.Value}")
        : [];

    private static IEnumerable<string?> CommandsOf(JsonElement host) =>
        host.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("commands", out var commands) && commands.ValueKind == JsonValueKind.Array
            ? commands.EnumerateArray().Select(command => command.GetString())
            : [];

    private static List<CompletionItem> Words(string list, string field) => Words(list, item => [item.Text(field)]);

    [SuppressMessage("Usage", "VSTHRD002", Justification = "Completions are asked for synchronously, in a process that does nothing else.")]
    private static List<CompletionItem> Words(string list, Func<JsonElement, IEnumerable<string?>> words, string? open = null)
    {
        try
        {
            using var limit = new CancellationTokenSource(Timeout);
            var login = Logins.Current(new Notes(Stream.Null, isTerminal: false, quiet: true));
            using var server = new ControlPlane(login.Servers, login.Token);
            var items = server.First(list, new Query().Add("limit", Most).Add("open", open), limit.Token).GetAwaiter().GetResult();
            return [.. items.SelectMany(words).OfType<string>().Distinct(StringComparer.Ordinal).Select(word => new CompletionItem(Printable.Of(word)))];
        }
        catch (Exception none) when (none is CliException or OperationCanceledException or JsonException)
        {
            return [];   // a completion has no place for complaints
        }
    }
}

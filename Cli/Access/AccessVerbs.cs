using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What can be done alike with tokens and with sessions: list them, and end one.</summary>
internal static class AccessVerbs
{
    /// <summary>opsctl ... list</summary>
    /// <param name="row">The cells of one thing, as many as there are columns.</param>
    /// <param name="nameOf">What one is called on the command line.</param>
    /// <param name="isOver">What is listed with --all only; null where nothing is over.</param>
    public static Command List<T>(
        CommonOptions common, string description, Func<ControlPlane, CancellationToken, Task<Reply<JsonElement>>> read, JsonTypeInfo<T> type,
        Column[] columns, Func<T, string> nameOf, Func<T, Cell[]> row, Func<T, bool>? isOver = null)
        where T : class
    {
        var all = Options.Flag("--all", "Those that are over, too.");
        var command = new Command("list", description) { common.Output };
        if (isOver is not null)
        {
            command.Options.Add(all);
        }

        command.Does(common, async (line, session, cancel) =>
        {
            var answer = await read(session.Server, cancel);
            var everything = Items(answer.Value).ToList();
            var shown = everything.Select(item => (Json: item, Thing: item.Deserialize(type)!)).Where(item => isOver is null || line.GetValue(all) || !isOver(item.Thing)).ToList();
            if (everything.Count > shown.Count)
            {
                session.Notes.Progress($"{everything.Count - shown.Count} that are over are not shown; --all shows them.");
            }

            if (session.Json)
            {
                session.WriteJson(new Page<JsonElement>([.. shown.Select(item => item.Json)]), CliJson.Readable.PageJsonElement);
                return ExitCodes.Success;
            }

            if (session.Format == OutputFormat.Name)
            {
                session.WriteNames(shown.Select(item => nameOf(item.Thing)));
                return ExitCodes.Success;
            }

            var table = new Listing(columns);
            foreach (var item in shown)
            {
                table.Add(row(item.Thing));
            }

            table.Write(session.Tables);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>opsctl ... revoke ID</summary>
    /// <param name="idOf">The id in what was given.</param>
    /// <param name="done">What to say when it is done, of the id.</param>
    public static Command Revoke(
        CommonOptions common, string description, string idDescription, Func<string, string> idOf,
        Func<ControlPlane, string, CancellationToken, Task> revoke, Func<string, string> done)
    {
        var given = new Argument<string>("ID") { Description = idDescription };
        var command = new Command("revoke", description) { given };
        command.Does(common, async (line, session, cancel) =>
        {
            var id = idOf(line.GetRequiredValue(given));
            await revoke(session.Server, id, cancel);
            if (session.Json)
            {
                session.WriteLine($$"""{"revoked":{{JsonSerializer.Serialize(id, CliJson.Readable.String)}}}""");
            }
            else
            {
                session.Notes.Info(done(Printable.Of(id)));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>These lists are not cut into pages; they come as an array or as an object with items.</summary>
    private static JsonElement.ArrayEnumerator Items(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("items", out var items) ? items.EnumerateArray() : answer.EnumerateArray();
}

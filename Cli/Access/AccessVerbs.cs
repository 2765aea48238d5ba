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
    public static Command List<T>(
        CommonOptions common, string description, Func<ControlPlane, CancellationToken, Task<Reply<JsonElement>>> read, JsonTypeInfo<T> type,
        Column[] columns, Func<T, Cell[]> row)
        where T : class
    {
        var command = new Command("list", description);
        command.Does(common, async (_, session, cancel) =>
        {
            var answer = await read(session.Server, cancel);
            if (session.Json)
            {
                session.WriteJson(answer.Json);
                return ExitCodes.Success;
            }

            var table = new Listing(columns);
            foreach (var item in Items(answer.Value).Select(item => item.Deserialize(type)).OfType<T>())
            {
                table.Add(row(item));
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

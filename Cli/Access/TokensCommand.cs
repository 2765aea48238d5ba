using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl tokens create, list, revoke</summary>
internal static class TokensCommand
{
    private const string CreateMore = """
        The token is written to standard output, alone on its line, and is never shown again.

        Example:
          opsctl tokens create nightly-backup --expires 30d > backup.token
        """;

    public static Command Create(CommonOptions common) => new("tokens", "Admin tokens: make, list and revoke them.")
    {
        CreateCreate(common),
        CreateList(common),
        CreateRevoke(common),
    };

    private static DocumentedCommand CreateCreate(CommonOptions common)
    {
        var name = new Argument<string>("NAME") { Description = "What it is for: shown in lists and as the submitter of tasks." };
        var expires = Options.Duration("--expires", "How long it is valid; 90d by default.");
        var command = new DocumentedCommand("create", "Make an admin token.", CreateMore) { name, expires };
        command.Does(common, async (line, session, cancel) =>
        {
            var wanted = new CreateToken(line.GetRequiredValue(name), (long?)line.GetValue(expires)?.TotalSeconds);
            var token = await session.Server.CreateToken(wanted, cancel);
            if (session.Json)
            {
                session.WriteJson(token.Json);
                return ExitCodes.Success;
            }

            session.Notes.Info($"Token {Printable.Of(token.Value.Id)}, valid until {Show.Time(token.Value.ExpiresAt) ?? "it is revoked"}. It is shown only now.");
            session.WriteLine(Printable.Of(token.Value.Token));
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateList(CommonOptions common)
    {
        var command = new Command("list", "List tokens, without their secrets.");
        command.Does(common, async (_, session, cancel) =>
        {
            var answer = await session.Server.ListTokens(cancel);
            if (session.Json)
            {
                session.WriteJson(answer.Json);
                return ExitCodes.Success;
            }

            var table = new Listing(
                new Column("ID"),
                new Column("NAME"),
                new Column("KIND", 1),
                new Column("STATE"),
                new Column("USES LEFT", 4),
                new Column("CREATED", 3),
                new Column("EXPIRES", 2));
            var now = session.Time.GetUtcNow();
            foreach (var token in Items(answer.Value).Select(item => item.Deserialize(CliJson.Default.TokenView)).OfType<TokenView>())
            {
                table.Add(
                    token.Id,
                    token.Name,
                    token.Kind,
                    token.Revoked ? "revoked" : token.ExpiresAt < now ? "expired" : "valid",
                    Show.Number(token.UsesLeft),
                    Show.Time(token.CreatedAt),
                    Show.Time(token.ExpiresAt));
            }

            table.Write(session.Tables);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateRevoke(CommonOptions common)
    {
        var id = new Argument<string>("ID") { Description = "Id of the token: the part after ops_admin_, as in opsctl tokens list." };
        var command = new Command("revoke", "End a token at once.") { id };
        command.Does(common, async (line, session, cancel) =>
        {
            var revoked = TokenText.IdOf(line.GetRequiredValue(id));
            await session.Server.RevokeToken(revoked, cancel);
            if (session.Json)
            {
                session.WriteLine($$"""{"revoked":{{JsonSerializer.Serialize(revoked, CliJson.Readable.String)}}}""");
            }
            else
            {
                session.Notes.Info($"Token {Printable.Of(revoked)} is revoked.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("items", out var items) ? items.EnumerateArray() : answer.EnumerateArray();
}

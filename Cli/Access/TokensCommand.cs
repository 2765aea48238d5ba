using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl tokens create, list, revoke</summary>
internal static class TokensCommand
{
    private const string CreateMore = """
        The token is written to standard output, alone on its line, and is never shown again.

        Example:
          opsctl tokens create nightly-backup --expires 30d > backup.token
        """;

    private const string Valid = "valid";

    private static readonly Column[] Columns =
        [new("ID"), new("NAME"), new("KIND", 1), new("STATE"), new("USES LEFT", 4), new("LAST USED", 2), new("CREATED", 4), new("EXPIRES", 3)];

    public static Command Create(CommonOptions common) => new("tokens", "Tokens of operators, hosts and joins: make one for an operator, list, revoke.")
    {
        CreateCreate(common),
        AccessVerbs.List(
            common, "List tokens that open something, without their secrets.", AccessCalls.ListTokens, CliJson.Default.TokenView, Columns, token => token.Id, Row, token => State(token) is not Valid),
        AccessVerbs.Revoke(
            common, "End a token at once.", "Id of the token: the part after ops_admin_, as in opsctl tokens list.", TokenText.IdOf, AccessCalls.RevokeToken,
            id => $"Token {id} is revoked."),
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

    private static string State(TokenView token) => token.Revoked ? "revoked"
        : token.ExpiresAt < TimeProvider.System.GetUtcNow() ? "expired"
        : token is { Kind: "join", UsesLeft: 0 } ? "used up"
        : Valid;

    private static Cell[] Row(TokenView token) =>
        [token.Id, token.Name, token.Kind, State(token), Show.Number(token.UsesLeft), Show.Age(token.LastUsedAt) is { } age ? $"{age} ago" : null, Show.Time(token.CreatedAt), Show.Time(token.ExpiresAt)];
}

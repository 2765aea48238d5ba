using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl sessions list, revoke</summary>
internal static class SessionsCommand
{
    public static Command Create(CommonOptions common) => new("sessions", "Browsers that are logged in: list and end their sessions.")
    {
        CreateList(common),
        CreateRevoke(common),
    };

    private static Command CreateList(CommonOptions common)
    {
        var command = new Command("list", "List the browsers that are logged in.");
        command.Does(common, async (_, session, cancel) =>
        {
            var answer = await session.Server.ListSessions(cancel);
            if (session.Json)
            {
                session.WriteJson(answer.Json);
                return ExitCodes.Success;
            }

            var table = new Listing(new Column("ID"), new Column("TOKEN"), new Column("FROM", 1), new Column("LAST SEEN", 2), new Column("ENDS", 3), new Column("BROWSER", 4));
            foreach (var browser in answer.Value.Items.Select(item => item.Deserialize(CliJson.Default.SessionView)).OfType<SessionView>())
            {
                table.Add(browser.Id, browser.Name, browser.From, Show.Time(browser.LastSeenAt), Show.Time(browser.ExpiresAt), browser.Client);
            }

            table.Write(session.Tables);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateRevoke(CommonOptions common)
    {
        var id = new Argument<string>("ID") { Description = "Id of the session, as in opsctl sessions list." };
        var command = new Command("revoke", "End a session at once.") { id };
        command.Does(common, async (line, session, cancel) =>
        {
            var ended = line.GetRequiredValue(id);
            await session.Server.EndSession(ended, cancel);
            if (session.Json)
            {
                session.WriteLine($$"""{"revoked":{{JsonSerializer.Serialize(ended, CliJson.Readable.String)}}}""");
            }
            else
            {
                session.Notes.Info($"Session {Printable.Of(ended)} is over.");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}

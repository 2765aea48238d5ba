using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl whoami</summary>
internal static class WhoAmICommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("whoami", "Show which server opsctl speaks to, and as whom.");
        command.Does(common, (_, session, cancel) => Tell(session, cancel));
        return command;
    }

    private static async Task<int> Tell(Session session, CancellationToken cancel)
    {
        var login = Logins.Current(session.Notes);
        var who = await session.Server.WhoAmI(cancel);
        if (session.Json)
        {
            session.WriteJson(who.Json);
            return ExitCodes.Success;
        }

        new Details()
            .Add("Name", who.Value.Name)
            .Add("Token", who.Value.TokenId)
            .Add("Kind", who.Value.Kind)
            .Add("Expires", Show.Time(who.Value.ExpiresAt) ?? "never")
            .Add("Server", ServerAddress.Show(session.Server.Address))
            .Add("Version", who.Value.Server?.Version)
            .Add("Login from", login.Source)
            .Write(session.Tables);
        return ExitCodes.Success;
    }
}

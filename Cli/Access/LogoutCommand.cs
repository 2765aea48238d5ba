using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl logout</summary>
internal static class LogoutCommand
{
    private const string More = """
        The token itself stays valid. To end it for everybody: opsctl tokens revoke ID (opsctl whoami shows the id).
        """;

    public static Command Create(CommonOptions common)
    {
        var command = new DocumentedCommand("logout", "Forget the stored login.", More);
        command.Does(common, (_, session, _) => Task.FromResult(LogOut(session)));
        return command;
    }

    private static int LogOut(Session session)
    {
        var wasThere = LoginFile.Delete();
        if (session.Json)
        {
            session.WriteLine(wasThere ? """{"loggedOut":true}""" : """{"loggedOut":false}""");
        }
        else
        {
            session.Notes.Info(wasThere ? "Logged out." : "There was no login to forget.");
        }

        return ExitCodes.Success;
    }
}

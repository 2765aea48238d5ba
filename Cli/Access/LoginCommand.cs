using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl login</summary>
internal static class LoginCommand
{
    private const string More = """
        The token is read from --token-file, from standard input, or from a prompt that does not show it.
        It is never an argument: every user of a machine can list those.
        It is checked with the server first and then stored, readable by you alone, in
        $XDG_CONFIG_HOME/opsctl/config.json (~/.config/opsctl/config.json).

        Examples:
          opsctl login --server https://ops.example.org
          opsctl login --server https://ops.example.org --token-file admin.token
          pass show ops/token | opsctl login --server https://ops.example.org
        """;

    public static Command Create(CommonOptions common)
    {
        var server = new Option<string>("--server") { HelpName = "URL", Description = "Address of the gateway.", Required = true };
        var tokenFile = Options.Text("--token-file", "FILE", "File that holds the token.");
        var insecureHttp = Options.Flag("--insecure-http", "Allow http:// to another host: your token and every script can be read on the way.");
        var command = new DocumentedCommand("login", "Log in to a gateway and remember it.", More) { server, tokenFile, insecureHttp };
        command.Does(common, (line, session, cancel) => LogIn(session, line.GetRequiredValue(server), line.GetValue(tokenFile), line.GetValue(insecureHttp), cancel));
        return command;
    }

    private static async Task<int> LogIn(Session session, string address, string? tokenFile, bool insecureHttp, CancellationToken cancel)
    {
        var server = ServerAddress.Parse(address, "--server");
        if (!insecureHttp)
        {
            ServerAddress.RefuseReadable(server, "add --insecure-http");
        }

        var token = tokenFile is null ? await TokenText.FromStdin(cancel) : TokenText.FromFile(tokenFile, "--token-file", session.Notes);
        using var gateway = new ControlPlane([server], token);
        var who = await gateway.WhoAmI(cancel);
        LoginFile.Write(new StoredLogin(ServerAddress.Show(server), token));
        if (session.Json)
        {
            session.WriteJson(who.Json);
            return ExitCodes.Success;
        }

        session.Notes.Info($"Logged in to {ServerAddress.Show(server)} as {Printable.Of(who.Value.Name ?? who.Value.TokenId)}.");
        return ExitCodes.Success;
    }
}

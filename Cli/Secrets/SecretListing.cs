using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl secrets list</summary>
internal static class SecretListing
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("list", "List the stored secrets: their names and hosts, and never their values.") { common.Output };
        command.Does(common, (_, session, cancel) => List(session, cancel));
        return command;
    }

    private static async Task<int> List(Session session, CancellationToken cancel)
    {
        var secrets = await Pages.Read((size, cursor) => session.Server.ListSecrets(new Query().Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        return session.WriteList(
            secrets, CliJson.Default.SecretView, "There are no stored secrets. Store one: opsctl secrets set NAME --on EXPRESSION --file FILE", secret => secret.Name, Table);
    }

    private static Listing Table(IEnumerable<SecretView> secrets)
    {
        var table = new Listing(new Column("NAME"), new Column("VERSION", 3), new Column("HOSTS", 1), new Column("CHANGED", 2), new Column("BY", 4), new Column("KEY", 5));
        foreach (var secret in secrets)
        {
            table.Add(secret.Name, Show.Number(secret.Version), secret.On, Show.Age(secret.ChangedAt), secret.By, secret.OlderKey ? "older" : null);
        }

        return table;
    }
}

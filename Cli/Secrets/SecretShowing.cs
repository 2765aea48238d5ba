using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl secrets show</summary>
internal static class SecretShowing
{
    public static Command Create(CommonOptions common)
    {
        var name = SecretsCommand.Name();
        var command = new Command("show", "Show one stored secret: all but its value.") { name, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var secret = await session.Server.ReadSecret(line.GetRequiredValue(name), cancel);
            if (session.Json)
            {
                session.WriteJson(secret.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames([secret.Value.Name]);
            }
            else
            {
                Details(secret.Value).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Details Details(SecretView secret) => new Details()
        .Add("Name", secret.Name)
        .Add("Hosts", secret.On)
        .Add("Version", Show.Number(secret.Version))
        .Add("Changed", secret.By is { Length: > 0 } by ? $"{Show.Time(secret.ChangedAt)} by {by}" : Show.Time(secret.ChangedAt))
        .Add("Created", Show.Time(secret.CreatedAt))
        .Add("Key", secret.OlderKey ? "an older one: opsctl secrets reseal" : null);
}

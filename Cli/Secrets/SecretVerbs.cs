using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl secrets delete and reseal</summary>
internal static class SecretVerbs
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    private const string ResealMore = """
        For a change of the key: give every gateway the new key as the first and the old one after it, restart them, and run this. Then the old one can go, once no task and no state is kept that was
        sealed with it. See: docs/security.md

        Examples:
          opsctl secrets reseal
        """;

    public static Command CreateDelete(CommonOptions common)
    {
        var name = SecretsCommand.Name();
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new Command("delete", "Delete a stored secret. Asks first; --yes does not. Tasks that name it and were not sent yet never run.") { name, yes };
        command.Does(common, async (line, session, cancel) =>
        {
            var secret = line.GetRequiredValue(name);
            if (!line.GetValue(yes) && !await Agreement.Ask($"Delete the stored secret {Printable.Of(secret)}?", cancel))
            {
                session.Notes.Info("Nothing was changed.");
                return ExitCodes.Usage;
            }

            await session.Server.DeleteSecret(secret, cancel);
            session.Notes.Info($"Secret {Printable.Of(secret)} is deleted.");
            return ExitCodes.Success;
        });
        return command;
    }

    public static Command CreateReseal(CommonOptions common)
    {
        var command = new DocumentedCommand("reseal", "Seal all stored secrets with the newest key.", ResealMore) { common.Output };
        command.Does(common, async (_, session, cancel) =>
        {
            var done = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.ResealSecrets(cancel), Retry.Always, cancel);
            if (session.Json)
            {
                session.WriteJson(done.Json);
                return done.Value.Unreadable.Count == 0 ? ExitCodes.Success : ExitCodes.Refused;
            }

            session.Notes.Info($"{Show.Number(done.Value.Resealed)} sealed anew, {Show.Number(done.Value.Kept)} were sealed with the first key already.");
            if (done.Value.Unreadable.Count == 0)
            {
                return ExitCodes.Success;
            }

            session.Notes.Warn($"None of the gateway's keys opens: {string.Join(", ", done.Value.Unreadable.Select(Printable.Of))}. Bring their key back, or set them anew.");
            return ExitCodes.Refused;
        });
        return command;
    }
}

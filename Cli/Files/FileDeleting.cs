using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl files delete</summary>
internal static class FileDeleting
{
    private const string More = """
        It goes for everybody. Asks first; --yes does not.

        Example:
          opsctl files delete old.log --yes
        """;

    public static Command Create(CommonOptions common)
    {
        var given = new Argument<string[]>("FILE") { Description = "Ids, the beginnings of them, or names.", Arity = ArgumentArity.OneOrMore };
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new DocumentedCommand("delete", "Delete files of the store.", More) { given, yes };
        command.Does(common, async (line, session, cancel) => await Each.Do(
            line.GetRequiredValue(given), name => name, (name, stop) => Delete(session, name, line.GetValue(yes), stop), session, line, cancel));
        return command;
    }

    private static async Task<int> Delete(Session session, string given, bool yes, CancellationToken cancel)
    {
        var file = await FileSelection.Find(session, given, cancel);
        if (!yes && !await Agreement.Ask($"Delete {Printable.Of(file.Name)} ({Show.Bytes(file.SizeBytes)}) for good?", cancel))
        {
            session.Notes.Info("Nothing was changed.");
            return ExitCodes.Usage;
        }

        await session.Server.DeleteFile(file.Id, cancel);
        session.Notes.Info($"{Printable.Of(file.Name)} is deleted.");
        return ExitCodes.Success;
    }
}

using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl files get</summary>
internal static class FileGetting
{
    private const string More = """
        It is put in its place when it is whole; until then it lies beside it, and what was broken off goes on. The content is checked.

        Examples:
          opsctl files get backup.sh saved.sh --force
        """;

    public static Command Create(CommonOptions common)
    {
        var given = new Argument<string>("FILE") { Description = "Its id, the beginning of it, or its name." };
        var target = new Argument<string?>("LOCAL") { Description = "Where to put it: a path, or a directory. Its own name here by default.", Arity = ArgumentArity.ZeroOrOne };
        var force = Options.Flag("--force", "In place of what is there already.", "-f");
        var command = new DocumentedCommand("get", "Bring a file of the store here.", More) { given, target, force };
        command.Does(common, async (line, session, cancel) =>
        {
            var file = await FileSelection.Find(session, line.GetRequiredValue(given), cancel);
            var path = Target(file, line.GetValue(target));
            if (File.Exists(path) && !line.GetValue(force))
            {
                throw CliException.Usage($"{Printable.Of(path)} is there already.", "--force puts the file in its place.");
            }

            await new FileDownloading(session, file, path).Run(cancel);
            if (session.Json)
            {
                session.WriteJson(file, CliJson.Readable.FileView);
            }
            else
            {
                session.Notes.Info($"{Printable.Of(path)}: {Show.Bytes(file.SizeBytes)}.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What a server calls a file chooses no folder.</summary>
    private static string Target(FileView file, string? wanted)
    {
        if (wanted is not null && !Directory.Exists(wanted))
        {
            return wanted;
        }

        return file.Name is not ("" or "." or "..") && string.Equals(Path.GetFileName(file.Name), file.Name, StringComparison.Ordinal) && !file.Name.Contains('\0', StringComparison.Ordinal)
            ? Path.Combine(wanted ?? "", file.Name)
            : throw CliException.Usage($"'{Printable.Of(file.Name)}' is no name for a file here.", "Say where to put it.");
    }
}

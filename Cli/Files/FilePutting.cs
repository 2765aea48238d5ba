using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl files put</summary>
internal static class FilePutting
{
    private const string More = """
        Prints the id of each file: the SHA-256 of its content. What is there already is not sent again, and what was broken off goes on.

        Examples:
          opsctl files put deploy.sh
          opsctl files put backup.sh --name nightly.sh --keep 30d
        """;

    private static readonly TimeSpan MostKept = TimeSpan.FromDays(365);

    public static Command Create(CommonOptions common)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Files of this machine.", Arity = ArgumentArity.OneOrMore };
        var name = Options.Text("--name", "TEXT", "What to call it, where it is one; its own name by default.");
        var keep = Options.Duration("--keep", "How long it is kept, at least 1m; 7d by default.", MostKept);
        var type = Options.Text("--type", "TYPE", "Its media type, such as text/plain.");
        var command = new DocumentedCommand("put", "Put files into the store.", More) { paths, name, keep, type };
        command.Does(common, async (line, session, cancel) =>
        {
            var given = line.GetRequiredValue(paths);
            if (given.Length > 1 && line.GetValue(name) is not null)
            {
                throw CliException.Usage("--name is for one file, and there are several.", "Leave it out.");
            }

            foreach (var path in given)
            {
                var file = await LocalFile.Read(session, path, cancel);
                var wanted = new CreateUpload(file.Size, file.Sha256, line.GetValue(name) ?? Path.GetFileName(path), line.GetValue(type), (long?)line.GetValue(keep)?.TotalSeconds);
                Say(session, await new FileUploading(session, file, wanted).Run(cancel));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void Say(Session session, Reply<UploadView> done)
    {
        if (session.Json)
        {
            session.WriteJson(done.Value.File!, CliJson.Readable.FileView);
            return;
        }

        var file = done.Value.File!;
        session.WriteLine(Printable.Of(file.Id));
        session.Notes.Info($"{Printable.Of(file.Name)} is stored: {Show.Bytes(file.SizeBytes)}, kept until {Show.Time(file.ExpiresAt)}.");
    }
}

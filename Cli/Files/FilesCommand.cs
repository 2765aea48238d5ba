using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl files, with put, get, list and delete</summary>
internal static class FilesCommand
{
    private const int ShownId = 12;

    private const string More = """
        A file is known by the SHA-256 of its content; its beginning is enough, and so is its name where no other file has the same.

        Examples:
          opsctl files
          opsctl files put backup.sh
          opsctl files get backup.sh copy.sh
        """;

    public static Command Create(CommonOptions common)
    {
        var command = new DocumentedCommand("files", "List the files of the store; put, get or delete them.", More)
        {
            FilePutting.Create(common), FileGetting.Create(common), FileDeleting.Create(common),
        };
        var list = new Command("list", "List the files of the store, newest first.");
        command.Add(list);
        foreach (var lists in (Command[])[command, list])
        {
            var name = Options.Text("--name", "TEXT", "Only files with this in their name.");
            lists.Add(name);
            lists.Add(common.Output);
            lists.Does(common, (line, session, cancel) => List(session, line.GetValue(name), cancel));
        }

        return command;
    }

    private static async Task<int> List(Session session, string? name, CancellationToken cancel)
    {
        var files = await Pages.Read((size, cursor) => session.Server.ListFiles(new Query().Add("text", name).Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        return session.WriteList(
            files, CliJson.Default.FileView, "No such files. Put one there: opsctl files put FILE", file => file.Id, found => Table(found, session.Format == OutputFormat.Wide));
    }

    private static Listing Table(IEnumerable<FileView> files, bool isWide)
    {
        var table = new Listing(new Column("NAME"), new Column("SIZE", 1), new Column("AGE", 2), new Column("KEPT UNTIL", 3), new Column("BY", 4), new Column("ID"));
        foreach (var file in files)
        {
            table.Add(
                file.Name, Show.Bytes(file.SizeBytes), Show.Age(file.PutAt), Show.Time(file.ExpiresAt), file.PutBy,
                isWide ? file.Id : file.Id[..Math.Min(ShownId, file.Id.Length)]);
        }

        return table;
    }
}

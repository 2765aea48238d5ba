using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl artifacts</summary>
internal static class ArtifactsCommand
{
    private const string More = """
        They are brought when the task has ended, also where it failed, if it was run with --artifact. The store keeps them for 7 days.

        Examples:
          opsctl artifacts deploy-42
          opsctl artifacts deploy-42 --download results
        """;

    public static Command Create(CommonOptions common)
    {
        var id = Options.TaskId();
        var download = Options.Text("--download", "DIR", "Bring them into this directory, which is made where it is not there.");
        var command = new DocumentedCommand("artifacts", "List the files that a task has brought from its host, or download them.", More) { id, download, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var task = (await session.Server.ReadTask(line.GetRequiredValue(id), cancel)).Value;
            var artifacts = task.Artifacts ?? [];
            if (line.GetValue(download) is { } directory)
            {
                await Download(session, artifacts, directory, cancel);
            }

            List(session, artifacts, isDownloaded: line.GetValue(download) is not null);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void List(Session session, IReadOnlyList<TaskArtifact> artifacts, bool isDownloaded)
    {
        if (session.Json)
        {
            session.WriteJson(artifacts, CliJson.Readable.IReadOnlyListTaskArtifact);
            return;
        }

        if (isDownloaded || artifacts.Count == 0)
        {
            session.Notes.Info(artifacts.Count switch { 0 => "It has brought nothing.", 1 => "1 file.", var count => $"{count} files." });
            return;
        }

        if (session.Format == OutputFormat.Name)
        {
            session.WriteNames(artifacts.Select(artifact => artifact.Name));
            return;
        }

        var table = new Listing(new Column("NAME"), new Column("SIZE", 1), new Column("ID", 2));
        foreach (var artifact in artifacts)
        {
            table.Add(artifact.Name, Show.Bytes(artifact.SizeBytes), session.Format == OutputFormat.Wide ? artifact.StoredId : artifact.StoredId[..Math.Min(12, artifact.StoredId.Length)]);
        }

        table.Write(session.Tables);
    }

    private static async Task Download(Session session, IReadOnlyList<TaskArtifact> artifacts, string directory, CancellationToken cancel)
    {
        foreach (var artifact in artifacts)
        {
            var path = Path.Combine(LocalPaths.Made(directory), LocalPaths.Named(artifact.Name));
            await new FileDownloading(session, new FileView(artifact.StoredId, artifact.Name, artifact.SizeBytes), path).Run(cancel);
        }
    }
}

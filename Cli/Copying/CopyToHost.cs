namespace OrleansOps.Cli;

/// <summary>One file of this machine on its way to a host: into the store, unless it is small, and from there by a task.</summary>
internal sealed class CopyToHost(Session session, SubmitTask draft)
{
    private const int InTheTask = 128 * 1024;

    /// <summary>For a host that is away, and comes back within a day.</summary>
    private const long KeptSeconds = 2 * 86_400;

    public async Task<int> Run(string source, string hostId, CancellationToken cancel)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(source));
        var local = await LocalFile.Read(session, source, cancel);
        var file = draft.File! with { Name = name, Sha256 = local.Sha256, SizeBytes = local.Size };
        if (local.Size <= InTheTask)
        {
            file = file with { ContentBase64 = Convert.ToBase64String(await InputFile.Read("FILE", source, InTheTask, cancel)) };
        }
        else
        {
            var stored = await new FileUploading(session, local, new CreateUpload(local.Size, local.Sha256, name, null, KeptSeconds)).Run(cancel);
            file = file with { StoredId = stored.Value.File!.Id };
        }

        var task = draft with { Agent = hostId, File = file };
        using var run = new ForegroundRun(session, Ids.New(session.Time), task, new LogPrinting(), LogPrintingOptions.UsualPatience) { Output = session.Json ? null : new CopyFollow(session, $"Writing {name}") };
        return await run.Run(cancel);
    }
}

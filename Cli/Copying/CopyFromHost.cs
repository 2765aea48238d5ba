using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Files of a host on their way here: into the store by a task, and from there.</summary>
internal sealed class CopyFromHost(Session session, SubmitTask draft, string target)
{
    private const int NameLength = 12;
    private const long KeptSeconds = 2 * 86_400;

    /// <summary>What a task brings that does not say how much it may be.</summary>
    private const long UsualBytes = 8L << 30;

    private readonly SubmitCollect _wanted = draft.Collect! with { KeepSeconds = KeptSeconds };

    private bool MayBeSeveral => _wanted.Paths.Count > 1 || _wanted.Paths[0].AsSpan().ContainsAny('*', '?');

    public async Task<int> Run(string hostId, CancellationToken cancel)
    {
        if (MayBeSeveral && File.Exists(target))
        {
            throw CliException.Usage($"{Printable.Of(target)} is a file.", "Several files go into a directory. Name another target.");
        }

        var id = Ids.New(session.Time);
        using var run = new ForegroundRun(session, id, draft with { Agent = hostId, Collect = _wanted }, new LogPrinting(), LogPrintingOptions.UsualPatience)
        {
            Output = session.Json ? null : new CopyFollow(session, "Bringing files of the host"),
        };
        var code = await run.Run(cancel);
        if (code == ExitCodes.LeftRunning)
        {
            return code;
        }

        // What came comes, also where something else did not.
        foreach (var artifact in (await session.Server.ReadTask(id, cancel)).Value.Artifacts ?? [])
        {
            await Fetch(artifact, cancel);
        }

        return code;
    }

    private async Task Fetch(TaskArtifact artifact, CancellationToken cancel)
    {
        var file = new FileView(artifact.StoredId, artifact.Name, artifact.SizeBytes);
        if (artifact.Archive)
        {
            await Unpack(file, cancel);
            return;
        }

        var path = MayBeSeveral || Directory.Exists(target) ? Path.Combine(LocalPaths.Made(target), LocalPaths.Named(artifact.Name)) : target;
        await new FileDownloading(session, file, path).Run(cancel);
        session.Notes.Info($"{Printable.Of(path)}: {Show.Bytes(artifact.SizeBytes)}.");
    }

    /// <summary>The archive comes into the target itself: elsewhere there may be no room, and others may get at it.</summary>
    private async Task Unpack(FileView file, CancellationToken cancel)
    {
        var archive = Path.Combine(LocalPaths.Made(target), $".opsctl-{file.Id[..Math.Min(NameLength, file.Id.Length)]}.tar.gz");
        try
        {
            await new FileDownloading(session, file, archive).Run(cancel);
            await using var packed = File.OpenRead(archive);
            var count = await new ArchiveUnpacking(target, _wanted.MostBytes ?? UsualBytes, session.Notes.Warn).Run(packed, cancel);
            session.Notes.Info($"{Printable.Of(target)}: {(count == 1 ? "1 file" : $"{count} files")}.");
        }
        finally
        {
            File.Delete(archive);
        }
    }
}

namespace OrleansOps.Cli;

/// <summary>Puts one file of this machine into the store, and goes on where it was when the connection breaks.</summary>
internal sealed class FileUploading(Session session, LocalFile file, CreateUpload wanted)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly RetryPolicy _retries = new(session.Time, Limit);

    public async Task<Reply<UploadView>> Run(CancellationToken cancel)
    {
        using var progress = new TransferProgress(session, $"Sending {wanted.Name}", file.Size);
        var upload = await Begin(cancel);
        var sent = upload.Value.OffsetBytes;
        while (upload.Value.File is null)
        {
            progress.At(upload.Value.OffsetBytes);
            try
            {
                upload = await Continue(upload.Value, progress, cancel);
            }
            catch (CliException cut) when (IsWorthAnotherTry(cut))
            {
                if (!await _retries.Wait(cut.RetryAfter, cancel))
                {
                    throw;
                }

                upload = await Look(upload.Value.Id!, cancel);
                if (upload.Value.OffsetBytes > sent)
                {
                    _retries.Reset();
                }

                sent = upload.Value.OffsetBytes;
            }
        }

        return upload;
    }

    private Task<Reply<UploadView>> Begin(CancellationToken cancel) =>
        _retries.Try(() => session.Server.BeginUpload(wanted, cancel), Retry.Always, cancel);

    private async Task<Reply<UploadView>> Continue(UploadView upload, TransferProgress progress, CancellationToken cancel)
    {
        using var stall = new Stall(cancel);
        return await session.Server.ContinueUpload(
            upload.Id!, upload.OffsetBytes,
            () => new RestOfFile(file.Path, upload.OffsetBytes, file.Size, sent =>
            {
                stall.Moved();
                progress.At(sent);
            }),
            stall.Token, cancel);
    }

    /// <summary>How far it is; a new one where it is gone.</summary>
    private async Task<Reply<UploadView>> Look(string id, CancellationToken cancel)
    {
        try
        {
            return await _retries.Try(() => session.Server.ReadUpload(id, cancel), Retry.AfterContact, cancel);
        }
        catch (CliException gone) when (gone.Problem?.Code is KnownProblems.UnknownUpload)
        {
            return await Begin(cancel);
        }
    }

    private static bool IsWorthAnotherTry(CliException cut) =>
        cut.Retry >= Retry.AfterContact || cut.Problem?.Code is KnownProblems.UploadBusy or KnownProblems.UploadCut or KnownProblems.WrongOffset or KnownProblems.UnknownUpload;
}

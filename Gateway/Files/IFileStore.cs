using System.IO.Pipelines;

namespace OrleansOps.Files;

/// <summary>
/// Where files are kept, each under the SHA-256 of its content. Ids that are none find nothing. What is answered as stored is on disk. May be asked by several
/// gateways at once.
/// </summary>
internal interface IFileStore
{
    /// <summary>The file, unless there is none or its time is over.</summary>
    ValueTask<StoredFile?> Find(string sha256, CancellationToken cancel);

    /// <summary>Its content, to be read from anywhere. It stays readable while it is open, whatever becomes of the file.</summary>
    ValueTask<Stream?> Open(string sha256, CancellationToken cancel);

    ValueTask<StoreContents> List(CancellationToken cancel);

    /// <summary>False if there is no such file.</summary>
    ValueTask<bool> Delete(string sha256, CancellationToken cancel);

    /// <summary>
    /// Begins an upload. Done at once where the content is there already; goes on with one that the same token began for the same content.
    /// </summary>
    ValueTask<UploadStep> Begin(FileUpload wanted, CancellationToken cancel);

    ValueTask<UploadStep> FindUpload(string id, CancellationToken cancel);

    /// <summary>Adds bytes as they come. Of those that came before a cut, all are kept; the last one is followed by a check of the content.</summary>
    ValueTask<UploadStep> Append(string id, long offset, PipeReader body, CancellationToken cancel);

    /// <summary>Throws away what came. False if there is no such upload.</summary>
    ValueTask<bool> Abandon(string id, CancellationToken cancel);

    /// <summary>Takes away what nobody may have any more.</summary>
    ValueTask<SweptFiles> Sweep(CancellationToken cancel);
}

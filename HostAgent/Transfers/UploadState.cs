namespace OrleansOps.HostAgent.Transfers;

/// <summary>How far an upload is, as the gateway answers.</summary>
/// <param name="Id">Of the upload.</param>
/// <param name="OffsetBytes">Where it stands.</param>
/// <param name="File">The file, once it is in the store.</param>
internal sealed record UploadState(string? Id, long OffsetBytes, UploadState.Stored? File)
{
    internal sealed record Stored(string Id);
}

namespace OrleansOps.Cli;

/// <summary>An upload, as far as opsctl looks at it.</summary>
/// <param name="Id">Null where the content was there already.</param>
/// <param name="OffsetBytes">Where to go on.</param>
/// <param name="File">The file, once it is in the store.</param>
internal sealed record UploadView(string? Id = null, long OffsetBytes = 0, FileView? File = null);

namespace OrleansOps.Files;

/// <summary>All files of the store.</summary>
/// <param name="Files">Newest first.</param>
/// <param name="UsedBytes">Of the files, and of the uploads as they were announced.</param>
internal sealed record StoreContents(IReadOnlyList<StoredFile> Files, long UsedBytes);

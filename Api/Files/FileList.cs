using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>One page of files, newest first; nextCursor gives the page after it.</summary>
public sealed record FileList(
    IReadOnlyList<FileView> Items,
    string? NextCursor,
    [property: Description("Bytes of all files together, with those that are being uploaded.")] long UsedBytes,
    [property: Description("How many those may be.")] long QuotaBytes);

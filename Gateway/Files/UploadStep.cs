namespace OrleansOps.Files;

/// <summary>How an upload stands after a step.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Upload">The upload; null if there is none.</param>
/// <param name="Offset">Bytes that are there.</param>
internal sealed record UploadStep(UploadOutcome Outcome, FileUpload? Upload = null, long Offset = 0)
{
    public static readonly UploadStep Unknown = new(UploadOutcome.Unknown);

    /// <summary>The file, where it is done.</summary>
    public StoredFile? File { get; init; }

    /// <summary>What stood in the way, in words or as the content that was found.</summary>
    public string? Why { get; init; }
}

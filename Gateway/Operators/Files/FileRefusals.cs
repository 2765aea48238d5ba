using OrleansOps.Files;
using OrleansOps.Http;

namespace OrleansOps.Operators.Files;

/// <summary>Why a request about files is refused.</summary>
internal static class FileRefusals
{
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(1);

    public static readonly Refusal UnknownFile = new Refusal(
        Api.ProblemCodes.UnknownFile, "There is no such file.", "Its id is wrong, or its time is over.")
    { See = "GET /api/v1/files" }.InAddress();

    public static readonly Refusal UnknownUpload = new(
        Api.ProblemCodes.UnknownUpload, "There is no such upload.", "Its id is wrong, or it was given up. Begin it again.")
    { See = "POST /api/v1/files/uploads" };

    /// <summary>Null where nothing is refused.</summary>
    public static Refusal? Of(UploadStep step, FileStoreOptions options) => step.Outcome switch
    {
        UploadOutcome.Going or UploadOutcome.Done => null,
        UploadOutcome.Unknown => UnknownUpload,
        UploadOutcome.WrongOffset => new(
            Api.ProblemCodes.WrongOffset, "The upload does not stand there.", $"It stands at byte {step.Offset}: go on from there.")
        { Field = "Upload-Offset" },
        UploadOutcome.Busy => new(
            Api.ProblemCodes.UploadBusy, "Somebody adds to this upload just now.",
            "It may be your own connection that broke: ask again in a moment how far the upload is, and go on from there.")
        { RetryAfter = WhenBusy },
        UploadOutcome.BeyondSize => new(
            Api.ProblemCodes.BeyondSize, "There are more bytes than were announced.",
            $"The upload is one of {step.Upload!.Size} bytes and stands at {step.Offset}. Begin another one with the right size."),
        UploadOutcome.WrongContent => new(
            Api.ProblemCodes.WrongContent, "The content is another than was announced.",
            $"Its SHA-256 is {step.Why}, and {step.Upload!.Sha256} was announced. What came is thrown away: begin it again."),
        UploadOutcome.Cut => new(
            Api.ProblemCodes.UploadCut, "The bytes stopped coming.", $"{step.Offset} are there: go on from there."),
        UploadOutcome.NotStored => new(
            Api.ProblemCodes.NotStored, "The gateway's disk did not take the bytes.", $"{step.Why} Go on from byte {step.Offset} once there is room."),
        UploadOutcome.QuotaReached => new(
            Api.ProblemCodes.QuotaReached, "The files would be more than is kept.",
            $"All together may have {options.QuotaBytes} bytes ({FileStoreOptions.Section}:{nameof(FileStoreOptions.QuotaBytes)}). Delete some first.")
        { See = "GET /api/v1/files" },
        UploadOutcome.TooMany => new(
            Api.ProblemCodes.TooManyFiles, "There are too many files.",
            $"{FileLimits.MostFiles} may be kept and {FileLimits.MostUploads} be uploaded at once. Delete some first.")
        { See = "GET /api/v1/files" },
        UploadOutcome.DiskFull => new(
            Api.ProblemCodes.DiskFull, "The gateway's disk has no room for it.",
            $"{options.SpareBytes} bytes are left free ({FileStoreOptions.Section}:{nameof(FileStoreOptions.SpareBytes)}). Delete some files first."),
        _ => throw new InvalidOperationException($"Nobody has said what {step.Outcome} means to the caller."),
    };
}

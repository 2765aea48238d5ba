using OrleansOps.Files;

namespace OrleansOps.Operators.Files;

/// <summary>Files in REST's words.</summary>
internal static class FileBodies
{
    public static Api.FileView ToRest(this StoredFile file) => new()
    {
        Id = file.Sha256,
        Name = file.Name,
        OtherNames = file.Names.Count > 1 ? [.. file.Names.Skip(1)] : null,
        SizeBytes = file.Size,
        MediaType = file.MediaType,
        PutBy = file.PutBy,
        PutById = file.PutById,
        PutAt = file.PutAt,
        ExpiresAt = file.ExpiresAt,
    };

    public static Api.UploadView ToRest(this UploadStep step, bool isOpen) => new()
    {
        Id = isOpen ? step.Upload!.Id : null,
        Name = step.Upload!.Name,
        SizeBytes = step.Upload.Size,
        OffsetBytes = step.Offset,
        File = step.File?.ToRest(),
    };
}

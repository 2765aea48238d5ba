namespace OrleansOps.Files.Disk;

/// <summary>
/// Where things are below the store's folder. Only ids become paths (<see cref="FileLimits.IsSha256"/>, <see cref="FileLimits.IsUploadId"/>), never a name that
/// somebody chose.
/// </summary>
internal sealed class FilePaths(string root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root = Path.GetFullPath(root);

    public string Root => Made(_root);

    public string Contents => Made(Path.Combine(Root, "content"));

    public string Records => Made(Path.Combine(Root, "records"));

    public string Uploads => Made(Path.Combine(Root, "uploads"));

    public string Lock => Path.Combine(Root, "lock");

    /// <summary>Two levels of folders, so that none holds too many.</summary>
    public string Content(string sha256) => Path.Combine(_root, "content", sha256[..2], sha256[2..4], sha256);

    /// <summary>The same, with its folders made.</summary>
    public string PlaceFor(string sha256)
    {
        Made(Path.Combine(Contents, sha256[..2]));
        Made(Path.GetDirectoryName(Content(sha256))!);
        return Content(sha256);
    }

    public string Record(string sha256) => Path.Combine(_root, "records", sha256 + ".json");

    public string Upload(string id) => Path.Combine(_root, "uploads", id);

    public string UploadRecord(string id) => Path.Combine(Upload(id), "upload.json");

    public string UploadBytes(string id) => Path.Combine(Upload(id), "bytes");

    /// <summary>Only the gateway's own user may look into it.</summary>
    public static string Made(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(folder).FullName;
        }

        return Directory.CreateDirectory(folder, OwnerOnly).FullName;
    }
}

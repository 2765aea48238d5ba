using System.Globalization;

namespace OrleansOps.Protocol;

/// <summary>A file that an agent puts on its host. Where it comes from is one of content, stored file and address.</summary>
/// <param name="Path">Absolute path of the file; or of a directory that is there, in which it is called as <paramref name="Name"/> says.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="StoredId">A file of the gateway's store: SHA-256 of its content in lower-case hexadecimal digits.</param>
/// <param name="Url">An address (http or https) that the host fetches it from.</param>
/// <param name="Headers">
/// Names of headers for that address. The value of the first one is the secret <see cref="HeaderSecret"/> of 0, and so on: what a header says may
/// be a password.
/// </param>
/// <param name="Sha256">What the content must be; null: it is not checked.</param>
/// <param name="SizeBytes">How long it must be; null: as it comes.</param>
/// <param name="MostBytes">The most that is taken from an address.</param>
/// <param name="Name">What it is called where the path is a directory.</param>
/// <param name="Mode">Its mode; null: that of the file that it replaces, else what the umask leaves of 0666.</param>
/// <param name="Owner">Its user, where the agent is root; null: that of the file that it replaces, else the task's.</param>
/// <param name="Group">Its group, the same.</param>
/// <param name="CreateDirectories">The directories above it are made.</param>
/// <param name="IfExists">What happens where it is there already.</param>
/// <param name="BytesPerSecond">No faster than this; null: as fast as it comes.</param>
public sealed record FileDelivery(
    string Path,
    byte[]? Content = null,
    string? StoredId = null,
    string? Url = null,
    IReadOnlyList<string>? Headers = null,
    string? Sha256 = null,
    long? SizeBytes = null,
    long MostBytes = Limits.FetchedBytes,
    string? Name = null,
    int? Mode = null,
    string? Owner = null,
    string? Group = null,
    bool CreateDirectories = false,
    FileConflict IfExists = FileConflict.Overwrite,
    long? BytesPerSecond = null)
{
    /// <summary>The secret that opens the gateway's store for the one file of the order.</summary>
    public const string TokenSecret = "OPS_FILE_TOKEN";

    public const int HighestMode = 0xFFF;

    /// <summary>The secret that is the value of a header.</summary>
    /// <param name="index">Its place in <see cref="Headers"/>, from 0.</param>
    public static string HeaderSecret(int index) => string.Create(CultureInfo.InvariantCulture, $"OPS_FILE_HEADER_{index}");
}

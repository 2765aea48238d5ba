using System.Runtime.Versioning;

namespace OrleansOps.Tests.Support;

/// <summary>What this process's umask lets new files have.</summary>
[SupportedOSPlatform("linux")]
public static class OwnUmask
{
    private const UnixFileMode All = (UnixFileMode)0x1FF;

    /// <summary>The mode of a file that is made with this one.</summary>
    public static UnixFileMode Lets(UnixFileMode mode)
    {
        using var folder = new TemporaryDirectory();
        var probe = folder.File("probe");
        new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = All }).Dispose();
        return mode & File.GetUnixFileMode(probe);
    }
}

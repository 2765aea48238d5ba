using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>A file system of a few megabytes that a test can fill up. Needs the right to mount; without it nothing is proven, so the test fails.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 4096;

    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    private string Ballast => Path.Combine(_path, "ballast");

    public static SmallDisk Mount(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");
        Assert.True(Run("mount", "-t", "tmpfs", "-o", size, "none", path) == 0, $"A tmpfs could not be mounted on {path}; this test needs the right to mount (root, or CAP_SYS_ADMIN).");
        return new SmallDisk(path);
    }

    /// <summary>Takes the last byte.</summary>
    public void Fill()
    {
        using var file = File.Create(Ballast);
        var block = new byte[Block];
        try
        {
            while (true)
            {
                RandomAccess.Write(file.SafeFileHandle, block, file.Length);
            }
        }
        catch (IOException)
        {
            // full
        }
    }

    public void Clear() => File.Delete(Ballast);

    public void Dispose() => Run("umount", "-l", _path);

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}

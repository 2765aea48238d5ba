using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Linux;

/// <summary>
/// Deletes a directory with all that is in it, while others may change it: every step starts from a directory that is open, so that nothing
/// outside is touched, whatever is put in the place of what was seen a moment ago. Links are deleted and not followed, what is mounted in
/// there is left as it is, and names may be of any bytes and any depth: what lies deep is moved up first.
/// </summary>
internal static unsafe class DirectoryTree
{
    private const int MostRounds = 100_000;

    /// <summary>Rounds that changed nothing before it is left: whoever swaps what is looked at wins one now and then.</summary>
    private const int IdleRounds = 10;

    /// <summary>Deletes whatever is at this path. No error if there is nothing.</summary>
    /// <exception cref="IOException">Something of it could not be deleted; the rest was.</exception>
    public static void Delete(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            if (IsGone(NativeFiles.CurrentDirectory, name))
            {
                return;
            }

            // What the directory is expected to be mounted with: its parent, which nobody but us can change.
            using var parent = NativeFiles.Open(Path.GetDirectoryName(path)!, NativeDirectories.PathOnly | NativeDirectories.CloseOnExec, 0);
            var mount = FileStatus.MountOf((int)parent.DangerousGetHandle());
            using (var top = OpenDirectory.In(NativeFiles.CurrentDirectory, name, mount))
            {
                if (top is not null)
                {
                    Empty(top, mount);
                }
            }

            if (!IsGone(NativeFiles.CurrentDirectory, name))
            {
                throw new IOException($"'{path}' could not be deleted: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
            }
        }
    }

    /// <summary>Goes through it until nothing is left, or nothing more can be done.</summary>
    private static void Empty(OpenDirectory top, FileStatus.MountPoint mount)
    {
        var (moved, idle) = (0L, 0);
        for (var round = 0; round < MostRounds && idle < IdleRounds; round++, top.Rewind())
        {
            var (isEmpty, didSomething) = (true, false);
            for (var name = top.Next(); name is not null; name = top.Next())
            {
                isEmpty = false;
                didSomething |= IsGone(top.Descriptor, name) || EmptyInner(top, name, mount, ref moved);
            }

            if (isEmpty)
            {
                return;
            }

            idle = didSomething ? 0 : idle + 1;
        }
    }

    /// <summary>Deletes a directory in the topmost one; its own directories are moved there. Returns whether anything was done.</summary>
    private static bool EmptyInner(OpenDirectory top, byte* name, FileStatus.MountPoint mount, ref long moved)
    {
        using var inner = OpenDirectory.In(top.Descriptor, name, mount);
        if (inner is null)
        {
            return false;
        }

        var didSomething = false;
        for (var entry = inner.Next(); entry is not null; entry = inner.Next())
        {
            didSomething |= IsGone(inner.Descriptor, entry) || MoveUp(inner, entry, top, mount, ref moved);
        }

        return IsGone(top.Descriptor, name) || didSomething;
    }

    private static bool MoveUp(OpenDirectory inner, byte* entry, OpenDirectory top, FileStatus.MountPoint mount, ref long moved)
    {
        using (OpenDirectory.In(inner.Descriptor, entry, mount))
        {
            // Only who may write to a directory may move it.
        }

        // A name that is taken is left alone, or was an empty directory; the next round has the next name.
        fixed (byte* name = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $".ops-deleted-{moved++}\0")))
        {
            return NativeDirectories.Rename(inner.Descriptor, entry, top.Descriptor, name) == 0;
        }
    }

    /// <summary>Deletes a file, a link or an empty directory; true also if it was gone already.</summary>
    private static bool IsGone(int directory, byte* name) =>
        NativeDirectories.Unlink(directory, name, 0) == 0
        || Marshal.GetLastPInvokeError() == Native.NoSuchFile
        || NativeDirectories.Unlink(directory, name, NativeDirectories.RemoveDirectory) == 0
        || Marshal.GetLastPInvokeError() == Native.NoSuchFile;
}
